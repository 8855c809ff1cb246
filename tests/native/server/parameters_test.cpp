#include "server/parameters.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

std::optional<Parameters> read(std::string content_type, std::string body) {
  HttpRequest request;
  request.content_type = std::move(content_type);
  request.body = std::move(body);
  return body_parameters(request);
}

TEST(Parameters, A_form_is_decoded_and_of_equal_names_the_last_one_counts) {
  const Parameters form = parse_form("a=1&b=x+y%26z&&c&=empty&a=2");
  EXPECT_EQ(parameter(form, "a"), "2");
  EXPECT_EQ(parameter(form, "b"), "x y&z");
  EXPECT_EQ(parameter(form, "c"), "");
  EXPECT_EQ(form.count("c"), 1U);
  EXPECT_EQ(parameter(form, ""), "empty");
  EXPECT_EQ(parameter(form, "missing"), "");
}

TEST(Parameters, The_content_type_decides_how_a_body_is_read) {
  EXPECT_EQ(parameter(*read("application/json; charset=utf-8", R"({"a":"1"})"), "a"), "1");
  EXPECT_EQ(parameter(*read("application/x-www-form-urlencoded", "a=1"), "a"), "1");
  EXPECT_EQ(parameter(*read("", "a=1"), "a"), "1");
  EXPECT_FALSE(read("text/plain", "a=1"));
  EXPECT_FALSE(read("multipart/form-data; boundary=x", "a=1"));
}

TEST(Parameters, A_JSON_object_gives_strings_as_they_are_and_other_values_as_text) {
  const auto json = read("application/json", R"({"s":"a\nb","n":1.5,"o":{"k":[1]},"z":null})");
  ASSERT_TRUE(json);
  EXPECT_EQ(parameter(*json, "s"), "a\nb");
  EXPECT_EQ(parameter(*json, "n"), "1.5");
  EXPECT_EQ(parameter(*json, "o"), R"({"k":[1]})");
  EXPECT_EQ(parameter(*json, "z"), "null");
}

TEST(Parameters, Anything_but_an_object_is_refused) {
  for (const char* body : {"", "[]", "5", "null", "{", "a=1", "\xff"}) {
    EXPECT_FALSE(read("application/json", body)) << body;
  }
}

TEST(Parameters, Deep_JSON_is_cut_off) {
  const std::string deep = R"({"a":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}";
  const auto json = read("application/json", deep);
  EXPECT_TRUE(!json || parameter(*json, "a").size() < 100);
}

}  // namespace
}  // namespace oread::server
