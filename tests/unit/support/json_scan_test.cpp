// The pull scanner: which texts are JSON, what members contain, where they are, and what a hostile
// text cannot do.
#include "support/json_scan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace oread::json {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

/// All members as key and text; "bad" marks a text that was rejected in the end.
Members members(std::string_view text, unsigned depth = kDefaultDepth) {
  Members all;
  Object object(text, depth);
  std::string_view key;
  for (Value value; object.next(key, value);) all.emplace_back(key, value.text());
  if (!object.ok()) all.emplace_back("bad", "");
  return all;
}

Value parsed(std::string_view text) {
  return Value::parse(text);
}

std::string nested(unsigned depth, const char* open, const char* inside, const char* close) {
  std::string text;
  for (unsigned i = 0; i < depth; ++i) text += open;
  text += inside;
  for (unsigned i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(JsonScan, Every_valid_text_is_accepted) {
  for (const char* text : {"{}",
                           "[]",
                           "null",
                           "true",
                           "false",
                           "0",
                           "-0",
                           "7",
                           "-12",
                           "1.5",
                           "0.0",
                           "1e3",
                           "1E+3",
                           "1.25e-7",
                           "123456789012345678901234567890",
                           R"("")",
                           R"("a\n")",
                           " \t\r\n{} \t\r\n",
                           R"({"a":1})",
                           R"( { "a" : [ 1 , { } , [ ] , "x" ] , "b" : { "c" : null } } )",
                           "[[[[]]]]",
                           R"([{"a":[{"b":{}}]},true,false,null,-1.5e+10,"\u00e9é"])",
                           R"({"":""})",
                           R"({"a":1,"a":2})",
                           R"(["\ud800"])"}) {
    EXPECT_TRUE(parsed(text)) << text;
  }
}

TEST(JsonScan, Everything_else_is_refused) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "}",
                           "[",
                           "]",
                           "{]",
                           "[}",
                           "{}{}",
                           "{} x",
                           "[],",
                           ",",
                           ":",
                           "{,}",
                           "[,]",
                           "[1,]",
                           "[1 2]",
                           "[1,,2]",
                           R"({"a"})",
                           R"({"a":})",
                           R"({"a":1,})",
                           R"({"a" 1})",
                           R"({"a":1 "b":2})",
                           R"({a:1})",
                           R"({'a':1})",
                           R"({1:2})",
                           R"({"a":1]})",
                           R"([1})",
                           R"({"a":{]})",
                           R"([{"a":1,}])",
                           R"([{"a"}])",
                           R"([{"a":}])",
                           R"([{1:1}])",
                           "nul",
                           "nulll",
                           "True",
                           "tru",
                           "falsey",
                           "NaN",
                           "Infinity",
                           "+1",
                           "-",
                           "01",
                           "-01",
                           "00",
                           "1.",
                           ".5",
                           "1.e3",
                           "1e",
                           "1e+",
                           "1ee3",
                           "0x1",
                           "1_0",
                           "--1",
                           "\"",
                           R"("a)",
                           R"("\q")",
                           "\"\x01\"",
                           "\"\xFF\"",
                           "\xEF\xBB\xBF{}",
                           "/**/{}",
                           "{}//",
                           "\v{}",
                           "\f{}",
                           "\xC2\xA0{}"}) {
    EXPECT_FALSE(parsed(text)) << testing::PrintToString(text);
    EXPECT_FALSE(parsed(std::string("[0,") + text)) << testing::PrintToString(text);
  }
  EXPECT_FALSE(parsed(std::string_view("{}\0", 3)));
  EXPECT_FALSE(parsed(std::string_view("\0{}", 3)));
}

TEST(JsonScan, Every_beginning_of_a_valid_text_is_refused) {
  const std::string text =
      R"({"event":"a\"b\u00e9","data":{"x":[1,-2.5e3,true,false,null,{"y":"é"}]},"channel":"c"})";
  ASSERT_TRUE(parsed(text));
  for (std::size_t size = 0; size < text.size(); ++size) {
    // A copy of exactly this size, so that a sanitizer detects a read past the end.
    const std::vector<char> part(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(parsed({part.data(), part.size()})) << size;
  }
}

TEST(JsonScan, Members_come_in_their_order_with_their_text) {
  EXPECT_EQ(members(R"( { "a" : 1 , "b":{"c":[2]}, "d":"x\"y" ,"e":null} )"),
            (Members{{"a", "1"}, {"b", R"({"c":[2]})"}, {"d", R"("x\"y")"}, {"e", "null"}}));
  EXPECT_EQ(members("{}"), Members{});
}

TEST(JsonScan, A_key_with_escapes_reads_as_what_it_says) {
  EXPECT_EQ(members(R"({"\u0065vent":1,"a\"b":2,"plain":3})"),
            (Members{{"event", "1"}, {"a\"b", "2"}, {"plain", "3"}}));
}

TEST(JsonScan, What_follows_the_last_member_decides_too) {
  EXPECT_EQ(members(R"({"a":1} x)"), (Members{{"a", "1"}, {"bad", ""}}));
  EXPECT_EQ(members(R"({"a":1)"), (Members{{"a", "1"}, {"bad", ""}}));
  EXPECT_EQ(members(R"({"a":1,})"), (Members{{"a", "1"}, {"bad", ""}}));
}

TEST(JsonScan, A_reader_refuses_the_other_kind) {
  EXPECT_EQ(members("[]"), (Members{{"bad", ""}}));
  EXPECT_EQ(members(R"("{}")"), (Members{{"bad", ""}}));
  EXPECT_EQ(members(""), (Members{{"bad", ""}}));
  Value value;
  Array array("{}");
  EXPECT_FALSE(array.next(value));
  EXPECT_FALSE(array.ok());
}

TEST(JsonScan, A_reader_that_ended_stays_ended) {
  std::string_view key;
  Value value;
  Object good("{}");
  EXPECT_FALSE(good.next(key, value));
  EXPECT_FALSE(good.next(key, value));
  EXPECT_TRUE(good.ok());
  Object bad(R"({x,"a":1})");
  EXPECT_FALSE(bad.next(key, value));
  EXPECT_FALSE(bad.next(key, value));
  EXPECT_FALSE(bad.ok());
}

TEST(JsonScan, Elements_come_in_their_order) {
  Array array(R"( [1,"two", [3] ,{"four":4}] )");
  std::vector<std::string> all;
  for (Value value; array.next(value);) all.emplace_back(value.text());
  EXPECT_TRUE(array.ok());
  EXPECT_EQ(all, (std::vector<std::string>{"1", R"("two")", "[3]", R"({"four":4})"}));
}

TEST(JsonScan, A_value_knows_its_kind) {
  EXPECT_EQ(Value().kind(), Kind::Absent);
  EXPECT_EQ(parsed("{}").kind(), Kind::Object);
  EXPECT_EQ(parsed("[]").kind(), Kind::Array);
  EXPECT_EQ(parsed(R"("")").kind(), Kind::String);
  EXPECT_EQ(parsed("-1").kind(), Kind::Number);
  EXPECT_EQ(parsed("true").kind(), Kind::True);
  EXPECT_EQ(parsed("false").kind(), Kind::False);
  EXPECT_EQ(parsed("null").kind(), Kind::Null);
}

TEST(JsonScan, A_value_says_where_it_stands) {
  const std::string text = R"( {"a": "x" } )";
  static constexpr auto kWanted = names("a");
  Value fields[1];
  ASSERT_TRUE(read_fields(text, kWanted, fields));
  EXPECT_EQ(fields[0].text().data(), text.data() + text.find("\"x\""));
  EXPECT_EQ(parsed(" [1] ").text(), "[1]");
}

TEST(JsonScan, A_string_without_escapes_is_a_view_of_the_text) {
  const std::string text = R"("plain é")";
  std::string scratch = "untouched";
  const auto said = parsed(text).string(scratch);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->data(), text.data() + 1);
  EXPECT_EQ(scratch, "untouched");
}

TEST(JsonScan, A_string_with_escapes_is_unescaped_into_the_scratch) {
  std::string scratch = "old";
  EXPECT_EQ(parsed(R"("a\tb")").string(scratch), "a\tb");
  EXPECT_EQ(parsed(R"("a\tb")").to_string(), "a\tb");
}

TEST(JsonScan, Only_strings_read_as_strings) {
  std::string scratch;
  EXPECT_FALSE(parsed("12").string(scratch));
  EXPECT_FALSE(Value().string(scratch));
  EXPECT_EQ(parsed("12").to_string(), "");
}

TEST(JsonScan, Integers_that_fit_read_as_integers) {
  EXPECT_EQ(parsed("0").integer(), 0);
  EXPECT_EQ(parsed("-0").integer(), 0);
  EXPECT_EQ(parsed("9223372036854775807").integer(), INT64_MAX);
  EXPECT_EQ(parsed("-9223372036854775808").integer(), INT64_MIN);
  for (const char* text : {"9223372036854775808", "1.0", "1e3", R"("1")", "null", "[1]"}) {
    EXPECT_FALSE(parsed(text).integer()) << text;
  }
}

TEST(JsonScan, Nesting_is_bounded_and_costs_no_stack) {
  EXPECT_TRUE(Value::parse("[]", 1));
  EXPECT_FALSE(Value::parse("[]", 0));
  EXPECT_TRUE(Value::parse("1", 0));
  for (const unsigned limit : {1U, 2U, 63U, 64U, 65U, 128U, 512U}) {
    for (const auto& [open, inside, close] :
         {std::tuple<const char*, const char*, const char*>{"[", "", "]"},
          {R"({"a":)", "1", "}"},
          {R"([0,)", "1", ",{}]"}}) {
      const unsigned extra = *close == ',' ? 1 : 0;
      if (limit <= extra) continue;
      EXPECT_TRUE(Value::parse(nested(limit - extra, open, inside, close), limit)) << limit << open;
      EXPECT_FALSE(Value::parse(nested(limit + 1, open, inside, close), limit)) << limit << open;
    }
  }
  EXPECT_FALSE(Value::parse(nested(513, "[", "", "]"), 1'000'000)) << "512 is the most";
  EXPECT_FALSE(parsed(nested(1'000'000, "[", "", "]")));
  EXPECT_FALSE(parsed(nested(1'000'000, R"({"a":[)", "", "]}")));
}

TEST(JsonScan, The_reader_itself_is_the_first_level) {
  EXPECT_EQ(members(R"({"a":1})", 1), (Members{{"a", "1"}}));
  EXPECT_EQ(members(R"({"a":{}})", 1), (Members{{"bad", ""}}));
  EXPECT_EQ(members(R"({"a":{}})", 2), (Members{{"a", "{}"}}));
  EXPECT_EQ(members("{}", 0), (Members{{"bad", ""}}));
}

TEST(JsonScan, Objects_and_arrays_close_with_their_own_bracket_at_every_depth) {
  for (unsigned depth = 1; depth < 140; ++depth) {
    const std::string text = nested(depth, R"([{"a":)", "1", "}]");
    ASSERT_TRUE(parsed(text));
    for (std::size_t at = text.size() - 1; text[at] != '1'; at -= 2) {
      std::string wrong = text;
      std::swap(wrong[at], wrong[at - 1]);
      ASSERT_FALSE(parsed(wrong)) << depth << ' ' << at;
    }
  }
}

TEST(JsonFields, Wanted_members_are_found_in_any_order_and_others_passed_over) {
  static constexpr auto kWanted = names("event", "channel", "data");
  Value fields[3];
  ASSERT_TRUE(read_fields(R"({"data":{},"x":[1,2],"event":"e"})", kWanted, fields));
  EXPECT_EQ(fields[0].to_string(), "e");
  EXPECT_FALSE(fields[1]);
  EXPECT_EQ(fields[2].text(), "{}");
}

TEST(JsonFields, A_wanted_member_named_twice_is_refused) {
  static constexpr auto kWanted = names("event", "data");
  Value fields[2];
  EXPECT_FALSE(read_fields(R"({"event":"a","data":1,"event":"b"})", kWanted, fields));
  EXPECT_FALSE(fields[0]);
  EXPECT_FALSE(fields[1]);
  EXPECT_FALSE(read_fields(R"({"event":"a","\u0065vent":"b"})", kWanted, fields))
      << "however it is spelt";
  EXPECT_TRUE(
      read_fields(R"({"event":"a","x":1,"x":2,"data":{"event":1,"event":2}})", kWanted, fields));
}

TEST(JsonFields, A_text_that_is_no_object_leaves_nothing) {
  for (const char* text : {"", "[]", "null", R"({"event":"a")", R"({"event":"a"} x)"}) {
    static constexpr auto kWanted = names("event");
    Value fields[1];
    EXPECT_FALSE(read_fields(text, kWanted, fields)) << text;
    EXPECT_FALSE(fields[0]) << text;
  }
}

}  // namespace
}  // namespace oread::json
