// The JSON writer: commas, escapes, and that everything it writes reads back equal.
#include "support/json_write.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/json_scan.hpp"

namespace oread::json {
namespace {

std::string literal(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

TEST(JsonWrite, A_subscribe_frame_is_written_as_it_reads) {
  std::string out;
  Writer(out)
      .object()
      .member("event", "pusher:subscribe")
      .key("data")
      .object()
      .member("channel", "private-x")
      .member("auth", "key:ab")
      .close_object()
      .close_object();
  EXPECT_EQ(out, R"({"event":"pusher:subscribe","data":{"channel":"private-x","auth":"key:ab"}})");
}

TEST(JsonWrite, Commas_stand_between_values_and_nowhere_else) {
  std::string out;
  Writer(out)
      .array()
      .object()
      .close_object()
      .array()
      .close_array()
      .string("{")
      .string("[")
      .string(":")
      .integer(1)
      .null()
      .boolean(true)
      .boolean(false)
      .raw("[2]")
      .object()
      .key("a")
      .array()
      .integer(1)
      .integer(2)
      .close_array()
      .member("b", "")
      .close_object()
      .close_array();
  EXPECT_EQ(out, R"([{},[],"{","[",":",1,null,true,false,[2],{"a":[1,2],"b":""}])");
}

TEST(JsonWrite, A_value_is_appended_to_what_is_there) {
  std::string out = "data: ";
  Writer(out).array().integer(1).close_array();
  EXPECT_EQ(out, "data: [1]");
}

TEST(JsonWrite, Integers_are_written_whole) {
  std::string out;
  Writer(out).array().integer(0).integer(INT64_MIN).integer(INT64_MAX).close_array();
  EXPECT_EQ(out, "[0,-9223372036854775808,9223372036854775807]");
}

TEST(JsonWrite, Only_what_must_be_escaped_is_escaped) {
  EXPECT_EQ(literal(""), R"("")");
  EXPECT_EQ(literal("a/b é 😀 \x7F"), "\"a/b é 😀 \x7F\"");
  EXPECT_EQ(literal("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(literal(std::string_view("\0\x01\x1F", 3)), R"("\u0000\u0001\u001f")");
}

TEST(JsonWrite, Every_ASCII_character_reads_back_the_same) {
  std::string text;
  for (int c = 0; c < 128; ++c) text += static_cast<char>(c);
  EXPECT_EQ(Value::parse(literal(text)).to_string(), text);
}

}  // namespace
}  // namespace oread::json
