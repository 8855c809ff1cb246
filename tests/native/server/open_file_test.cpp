#include "server/open_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace oread::server {
namespace {

class OpenFileTest : public ::testing::Test {
 protected:
  OpenFileTest() { std::ofstream(path("file")) << "0123456789"; }
  ~OpenFileTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const char* name) const { return folder_ / name; }

 private:
  static std::filesystem::path make() {
    std::string name = std::filesystem::temp_directory_path() / "oread-open-file-XXXXXX";
    return ::mkdtemp(name.data());
  }
  std::filesystem::path folder_ = make();
};

TEST_F(OpenFileTest, Any_piece_can_be_read) {
  const auto file = OpenFile::open(path("file"));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 10U);
  unsigned char piece[3];
  ASSERT_TRUE(file->read(piece, 4, 3));
  EXPECT_EQ(std::string(piece, piece + 3), "456");
}

TEST_F(OpenFileTest, A_file_that_became_shorter_cannot_be_read_to_its_end) {
  const auto file = OpenFile::open(path("file"));
  ASSERT_TRUE(file);
  std::filesystem::resize_file(path("file"), 5);
  unsigned char piece[10];
  EXPECT_FALSE(file->read(piece, 0, 10));
  EXPECT_TRUE(file->read(piece, 0, 5));
}

TEST_F(OpenFileTest, Only_regular_files_are_opened) {
  ASSERT_EQ(::symlink("file", path("link").c_str()), 0);
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  EXPECT_FALSE(OpenFile::open(path("link")));
  EXPECT_FALSE(OpenFile::open(path("pipe")));
  EXPECT_FALSE(OpenFile::open(path(".")));
  EXPECT_FALSE(OpenFile::open(path("missing")));
}

}  // namespace
}  // namespace oread::server
