// The saved state: it comes back, and what is not one is refused in words.
#include "store.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "zone.hpp"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (fs::temp_directory_path() / "kiosk-XXXXXX").string();
    folder = mkdtemp(name.data());
    path = folder / "state.json";
  }
  ~StoreTest() override { fs::remove_all(folder); }

  [[nodiscard]] Store store(const char* source = "ws://here news") const {
    return {path.string(), source};
  }
  void write(const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }
  [[nodiscard]] std::string read() const {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
  static Kept kept() {
    Kept one;
    apply(one.state, "status.published",
          R"({"organization": {"name": "Ridge"},
              "services": [{"id": 1, "name": "Radio ✓", "status": "up"}]})",
          kNoon);
    one.known_until = kNoon + 60;
    return one;
  }

  fs::path folder;
  fs::path path;
};

TEST_F(StoreTest, AStateComesBack) {
  ASSERT_EQ(store().save(kept()), "");
  const Loaded loaded = store().load();
  ASSERT_TRUE(loaded.kept.has_value()) << loaded.problem;
  EXPECT_EQ(loaded.problem, "");
  EXPECT_EQ(loaded.kept->known_until, kNoon + 60);
  EXPECT_EQ(loaded.kept->state.updated_at, kNoon);
  EXPECT_EQ(loaded.kept->state.organization, "Ridge");
  EXPECT_EQ(loaded.kept->state.services.at(0).name, "Radio ✓");
}

TEST_F(StoreTest, NoFileIsNoProblem) {
  const Loaded loaded = store().load();
  EXPECT_FALSE(loaded.kept.has_value());
  EXPECT_EQ(loaded.problem, "");
  EXPECT_TRUE(loaded.may_write);
}

TEST_F(StoreTest, TheFileIsReplacedAndOnlyItsOwnerReadsIt) {
  ASSERT_EQ(store().save(kept()), "");
  struct stat first {};
  ASSERT_EQ(stat(path.c_str(), &first), 0);
  EXPECT_EQ(first.st_mode & 0777U, 0600U);
  // A reader that has the old file open keeps it.
  std::ifstream old(path);
  Kept other = kept();
  other.state.organization = "Valley";
  ASSERT_EQ(store().save(other), "");
  std::ostringstream text;
  text << old.rdbuf();
  EXPECT_NE(text.str().find("Ridge"), std::string::npos);
  EXPECT_NE(read().find("Valley"), std::string::npos);
  EXPECT_FALSE(fs::exists(path.string() + ".new"));
}

TEST_F(StoreTest, EveryDamagedFileIsRefusedInWords) {
  ASSERT_EQ(store().save(kept()), "");
  const std::string whole = read();
  for (std::size_t length = 0; length + 2 < whole.size(); ++length) {
    write(whole.substr(0, length));
    const Loaded loaded = store().load();
    ASSERT_FALSE(loaded.kept.has_value()) << length;
    ASSERT_NE(loaded.problem.find("is damaged"), std::string::npos) << loaded.problem;
    ASSERT_TRUE(loaded.may_write) << length;
  }
}

TEST_F(StoreTest, AnyByteMayBeWrong) {
  ASSERT_EQ(store().save(kept()), "");
  const std::string whole = read();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string text = whole;
    text[i] = static_cast<char>(text[i] ^ 0x15);
    write(text);
    // A text may just have other letters; what matters is that there is a state or a reason.
    const Loaded loaded = store().load();
    ASSERT_NE(loaded.kept.has_value(), !loaded.problem.empty()) << i;
  }
}

TEST_F(StoreTest, WrongTypesAreDamage) {
  for (const char* rest : {R"("source": 5})", R"("source": "ws://here news"})",
                           R"("source": "ws://here news", "state": []})",
                           R"("source": "ws://here news", "state": {}, "known_until": "soon"})",
                           R"("source": "ws://here news", "state": {"services": [{}]}})"}) {
    write(std::string(R"({"kiosk":1,)") + rest);
    const Loaded loaded = store().load();
    EXPECT_FALSE(loaded.kept.has_value()) << rest;
    EXPECT_NE(loaded.problem.find("it is damaged"), std::string::npos) << loaded.problem;
    EXPECT_TRUE(loaded.may_write);
  }
}

TEST_F(StoreTest, AFileOfSomethingElseIsLeftAlone) {
  for (const char* text : {"root:x:0:0", R"({"name": "oread"})", R"({"kiosk":2,"x":1})"}) {
    write(text);
    const Loaded loaded = store().load();
    EXPECT_FALSE(loaded.may_write) << text;
    EXPECT_NE(loaded.problem.find("it was not written by this program; it is left alone"),
              std::string::npos)
        << loaded.problem;
  }
  const Loaded of_folder = Store(folder.string(), "x").load();
  EXPECT_FALSE(of_folder.may_write);
  EXPECT_NE(of_folder.problem.find("not a regular file"), std::string::npos) << of_folder.problem;
  const Loaded of_device = Store("/dev/zero", "x").load();
  EXPECT_FALSE(of_device.may_write);
}

TEST_F(StoreTest, AStateOfAnotherServerIsNotShown) {
  ASSERT_EQ(store().save(kept()), "");
  const Loaded loaded = store("ws://there news").load();
  EXPECT_FALSE(loaded.kept.has_value());
  EXPECT_NE(loaded.problem.find("another server or channel"), std::string::npos);
  EXPECT_TRUE(loaded.may_write);
}

TEST_F(StoreTest, ASourceNeedNotBeUtf8) {
  ASSERT_EQ(store("ws://here \xFF").save(kept()), "");
  EXPECT_TRUE(store("ws://here \xFF").load().kept.has_value());
}

TEST_F(StoreTest, AHugeFileIsNotRead) {
  write(R"({"kiosk":1,"x":")" + std::string(3 << 20, 'x') + "\"}");
  const Loaded loaded = store().load();
  EXPECT_NE(loaded.problem.find("too large"), std::string::npos) << loaded.problem;
}

TEST_F(StoreTest, AFolderThatIsMissingIsTold) {
  const Store one((folder / "none" / "state.json").string(), "x");
  EXPECT_NE(one.save(kept()).find("cannot be saved: cannot open"), std::string::npos);
}

}  // namespace
}  // namespace kiosk
