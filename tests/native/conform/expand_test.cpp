#include "conform/expand.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

std::optional<Json> names(const std::string& name) {
  if (name == "u") return "7";
  if (name == "A.id") return Json{{"n", 1}};
  return std::nullopt;
}

TEST(Expand, Replaces_names_within_a_text) {
  EXPECT_EQ(expand("private-{u}-{u}", names), "private-7-7");
  EXPECT_EQ(expand("x {A.id}", names), R"(x {"n":1})");
}

TEST(Expand, A_text_that_is_one_name_becomes_the_value) {
  EXPECT_EQ(expand("{A.id}", names), (Json{{"n", 1}}));
}

TEST(Expand, Goes_into_lists_objects_and_keys) {
  const Json in = Json::parse(R"({"{u}":["{u}",5,{"a":"{A.id}"}]})");
  EXPECT_EQ(expand(in, names), Json::parse(R"({"7":["7",5,{"a":{"n":1}}]})"));
}

TEST(Expand, Leaves_unknown_names_and_JSON_alone) {
  for (const char* text : {"{other}", "{\"a\":1}", "{ u }", "{}", "{u", "\\d{3}"}) {
    EXPECT_EQ(expand(text, names), text);
  }
}

TEST(Expand, Lists_the_names_in_a_value) {
  EXPECT_EQ(placeholders(Json::parse(R"(["{a}",{"b":"x{c.d}{a}"}])")),
            (std::vector<std::string>{"a", "c.d", "a"}));
}

TEST(JsonText, Replaces_invalid_UTF_8) {
  EXPECT_EQ(json_text(Json("a\xffz")), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(json_text(Json{{"a", 1}}), R"({"a":1})");
  EXPECT_EQ(plain_text(Json{{"a", "\xff"}}), "{\"a\":\"\xEF\xBF\xBD\"}");
}

TEST(HasText, Finds_a_text_and_nothing_else) {
  const Json json = Json::parse(R"({"event":"ping","n":1,"no":null})");
  EXPECT_TRUE(has_text(json, "event", "ping"));
  EXPECT_FALSE(has_text(json, "event", "pong"));
  EXPECT_FALSE(has_text(json, "n", "1"));
  EXPECT_FALSE(has_text(json, "no", "null"));
  EXPECT_FALSE(has_text(json, "else", ""));
  EXPECT_FALSE(has_text(Json("event"), "event", "ping"));
}

}  // namespace
}  // namespace oread::conform
