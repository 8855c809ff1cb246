#include "command/serve_words.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

TEST(ServeWords, An_error_about_a_field_names_the_option_that_sets_it) {
  EXPECT_EQ(in_options("apps[7].key must not be empty"),
            "--app ID:KEY:SECRET: of the app 7 the key must not be empty");
  EXPECT_EQ(in_options("apps.id must be unique"), "--app ID:KEY:SECRET: the id must be unique");
  EXPECT_EQ(in_options("apps[7].origins: \"x y\" is not a host"), "--origin \"x y\" is not a host");
}

TEST(ServeWords, Other_errors_stay_as_they_are) {
  for (const char* text : {"", "limits.queue is 0", "apps[7", "TLS needs both"})
    EXPECT_EQ(in_options(text), text);
}

TEST(ServeWords, A_url_must_be_a_web_address) {
  EXPECT_FALSE(wrong_with_url("--webhook", "http://127.0.0.1:8000/hook"));
  EXPECT_FALSE(wrong_with_url("--webhook", "https://h"));
  for (const char* url : {"", "h", "ws://h", "ftp://h"}) {
    const auto wrong = wrong_with_url("--webhook", url);
    ASSERT_TRUE(wrong) << url;
    EXPECT_EQ(wrong->find("--webhook "), 0U) << *wrong;
  }
}

}  // namespace
}  // namespace oread::command
