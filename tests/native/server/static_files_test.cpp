#include "server/static_files.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace oread::server {
namespace {

namespace fs = std::filesystem;

/// A folder with a few files, and a file beside it that nobody may read.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "oread-static-XXXXXX").string();
    root = fs::path(mkdtemp(name.data()));
    fs::create_directories(root / "www" / "sub");
    write("www/index.html", "home");
    write("www/a.js", "code");
    write("www/.hidden", "secret");
    write("www/sub/index.html", "sub");
    write("secret.txt", "secret");
    fs::create_symlink(root / "secret.txt", root / "www" / "link.txt");
  }
  ~Folder() { fs::remove_all(root); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const char* path, const char* text) const { std::ofstream(root / path) << text; }
  [[nodiscard]] StaticFiles at(const char* mount = "/") const {
    return StaticFiles(std::vector<StaticMount>{{mount, (root / "www").string()}});
  }
  fs::path root;
};

HttpRequest get(const std::string& path) {
  HttpRequest request;
  request.method = "GET";
  request.path = path;
  request.file = percent_decoded(path);
  return request;
}

TEST(StaticFiles, A_file_comes_with_its_type) {
  const Folder folder;
  const auto answer = folder.at().answer(get("/a.js"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->size(), 4U);
  EXPECT_NE(answer->content_type.find("javascript"), std::string::npos);
}

TEST(StaticFiles, Types_are_those_that_browsers_require) {
  EXPECT_EQ(mime_type("engine.wasm"), "application/wasm");
  EXPECT_EQ(mime_type("a.b.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(mime_type("unknown"), "application/octet-stream");
}

TEST(StaticFiles, Nothing_hidden_or_outside_the_folder_is_found) {
  const Folder folder;
  for (const char* path :
       {"/missing", "/.hidden", "/../secret.txt", "/sub/../../secret.txt", "/%2e%2e/secret.txt",
        "/sub/..%2f..%2fsecret.txt", "/link.txt", "/a.js%00", "/a.js/x"}) {
    const auto answer = folder.at().answer(get(path));
    EXPECT_TRUE(!answer || answer->status >= 300) << path << " " << answer->status;
  }
}

TEST(StaticFiles, A_mount_serves_only_below_its_path) {
  const Folder folder;
  const StaticFiles files = folder.at("/oread");
  EXPECT_TRUE(files.answer(get("/oread/a.js")));
  EXPECT_FALSE(files.answer(get("/a.js")));
  EXPECT_FALSE(files.answer(get("/oreadx/a.js")));
}

TEST(StaticFiles, A_mount_is_a_folder_with_or_without_a_path) {
  EXPECT_EQ(parse_mount("www").at, "/");
  EXPECT_EQ(parse_mount("www").folder, "www");
  EXPECT_EQ(parse_mount("/srv/site").at, "/");
  EXPECT_EQ(parse_mount("a=b").folder, "a=b");
  EXPECT_EQ(parse_mount("/oread/=www").at, "/oread");
  EXPECT_EQ(parse_mount("/oread/=www").folder, "www");
}

TEST(StaticFiles, A_folder_that_does_not_exist_is_reported) {
  const StaticFiles files(std::vector<StaticMount>{{"/", "/nowhere/at/all"}});
  ASSERT_TRUE(files.missing());
  EXPECT_EQ(*files.missing(), "/nowhere/at/all");
}

}  // namespace
}  // namespace oread::server
