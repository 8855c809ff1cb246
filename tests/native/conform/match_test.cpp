#include "conform/match.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

bool fits(const char* value, const char* pattern) {
  return matches(Json::parse(value), Json::parse(pattern));
}

std::string why(const char* value, const char* pattern) {
  const Json json = Json::parse(value);
  return mismatch(&json, Json::parse(pattern)).value_or("");
}

TEST(Match, Plain_values_are_equal_and_objects_may_contain_more) {
  EXPECT_TRUE(fits(R"({"a":1,"b":[1,"x",null]})", R"({"b":[1,"x",null]})"));
  EXPECT_FALSE(fits(R"({"a":1})", R"({"b":1})"));
  EXPECT_FALSE(fits(R"([1,2])", R"([1])"));
  EXPECT_FALSE(fits(R"("1")", "1"));
}

TEST(Match, Operators_look_at_type_text_and_number) {
  EXPECT_TRUE(fits("5", R"({"$type":"integer"})"));
  EXPECT_FALSE(fits("5.5", R"({"$type":"integer"})"));
  EXPECT_TRUE(fits(R"("1.2")", R"({"$regex":"^[0-9]+\\.[0-9]+$"})"));
  EXPECT_FALSE(fits("5", R"({"$regex":"5"})"));
  EXPECT_TRUE(fits("5", R"({"$range":[5,6]})"));
  EXPECT_FALSE(fits("7", R"({"$range":[5,6]})"));
  EXPECT_FALSE(fits(R"("5")", R"({"$range":[5,6]})"));
  EXPECT_TRUE(fits(R"("abc")", R"({"$length":3})"));
  EXPECT_TRUE(fits(R"({"a":1,"b":2})", R"({"$size":2})"));
}

TEST(Match, Encoded_wants_a_string_and_loose_does_not_care) {
  EXPECT_TRUE(fits(R"("{\"a\":1}")", R"({"$encoded":{"a":1}})"));
  EXPECT_FALSE(fits(R"({"a":1})", R"({"$encoded":{"a":1}})"));
  EXPECT_TRUE(fits(R"({"a":1})", R"({"$loose":{"a":1}})"));
  EXPECT_TRUE(fits(R"("{\"a\":1}")", R"({"$loose":{"a":1}})"));
  EXPECT_FALSE(fits(R"("no json")", R"({"$loose":{"a":1}})"));
}

TEST(Match, Logic) {
  EXPECT_TRUE(fits("{}", R"({"a":{"$absent":true}})"));
  EXPECT_FALSE(fits(R"({"a":null})", R"({"a":{"$absent":true}})"));
  EXPECT_TRUE(fits("2", R"({"$any":[1,2]})"));
  EXPECT_FALSE(fits("3", R"({"$any":[1,2]})"));
  EXPECT_TRUE(fits("3", R"({"$not":1})"));
  EXPECT_FALSE(fits("1", R"({"$not":1})"));
  EXPECT_TRUE(fits(R"([{"id":1},{"id":2}])", R"({"$has":[{"id":2}]})"));
  EXPECT_FALSE(fits(R"([{"id":1}])", R"({"$has":[{"id":2}]})"));
}

TEST(Match, The_mismatch_names_the_place) {
  EXPECT_EQ(why(R"({"data":{"code":5}})", R"({"data":{"code":4001}})"),
            "data.code is 5, expected 4001");
  EXPECT_EQ(why("[1,[2]]", "[1,[3]]"), "[1][0] is 2, expected 3");
  EXPECT_EQ(why("{}", R"({"a":1})"), "a is missing, expected 1");
}

TEST(Match, A_pattern_with_an_unknown_operator_is_refused) {
  EXPECT_FALSE(wrong_pattern(Json::parse(R"({"a":{"$any":[1]}})")));
  for (const char* wrong :
       {R"({"$sum":1})", R"({"a":[{"$regex":5}]})", R"({"$range":[1]})", R"({"$any":1})"}) {
    EXPECT_TRUE(wrong_pattern(Json::parse(wrong))) << wrong;
  }
}

}  // namespace
}  // namespace oread::conform
