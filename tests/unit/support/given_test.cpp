#include "support/given.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Given, A_text_must_be_UTF8) {
  EXPECT_TRUE(given::is_text(""));
  EXPECT_TRUE(given::is_text("Gr\xC3\xBC\xC3\x9F"));
  EXPECT_FALSE(given::is_text("\xC3"));
  EXPECT_FALSE(given::is_text("\xED\xA0\x80"));
}

TEST(Given, JSON_is_exactly_one_value) {
  for (const char* good : {"{}", "[1]", "null", "1.5", R"(" a ")", " {} "})
    EXPECT_TRUE(given::is_json(good)) << good;
  for (const char* bad : {"", " ", "{} {}", "{", "nul", "'a'", "\"\xC3\""})
    EXPECT_FALSE(given::is_json(bad)) << bad;
}

}  // namespace
}  // namespace oread
