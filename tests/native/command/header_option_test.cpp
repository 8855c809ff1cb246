#include "command/header_option.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

TEST(HeaderOption, A_header_is_a_name_a_colon_and_a_value) {
  const auto headers = parse_headers({"A: 1", "B:2", "C:  x: y ", "D:"});
  ASSERT_TRUE(headers.ok());
  ASSERT_EQ(headers.value().size(), 4U);
  EXPECT_EQ(headers.value()[0].name, "A");
  EXPECT_EQ(headers.value()[0].value, "1");
  EXPECT_EQ(headers.value()[1].value, "2");
  EXPECT_EQ(headers.value()[2].value, "x: y ");
  EXPECT_EQ(headers.value()[3].value, "");
}

TEST(HeaderOption, Anything_else_is_an_error_that_shows_it_safely) {
  for (const char* text : {"", "A", ": 1", "A B: 1", "A: 1\r\nB: 2"}) {
    EXPECT_FALSE(parse_headers({text}).ok()) << text;
  }
  const auto escape = parse_headers({"\x1B[31m"});
  ASSERT_FALSE(escape.ok());
  EXPECT_EQ(escape.error().text.find('\x1B'), std::string::npos);
}

}  // namespace
}  // namespace oread::command
