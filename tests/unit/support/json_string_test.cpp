// String literals: what is accepted and rejected, and what escapes mean, at every position of a
// block.
#include "support/json_string.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace oread::json {
namespace {

/// Scans memory that ends exactly where the text ends, so that a sanitizer detects a read past the
/// end.
struct Scanned {
  explicit Scanned(const std::string& text) : size(text.size()), copy(new char[text.size()]) {
    text.copy(copy.get(), size);
    const char* const end = end_of_string(copy.get(), copy.get() + size);
    if (end != nullptr) length = static_cast<std::size_t>(end - copy.get());
  }

  std::size_t size;
  std::unique_ptr<char[]> copy;
  std::size_t length = 0;  ///< The length of the body and its closing quote; 0 if rejected.
};

std::string unescaped(const std::string& body) {
  std::string out = "kept ";
  append_unescaped(out, body);
  return out.substr(5);
}

TEST(JsonString, A_literal_ends_at_the_first_quote_that_no_backslash_escapes) {
  EXPECT_EQ(Scanned(R"(")").length, 1U);
  EXPECT_EQ(Scanned(R"(abc":1)").length, 4U);
  EXPECT_EQ(Scanned(R"(a\"b" ")").length, 5U);
  EXPECT_EQ(Scanned(R"(a\\" ")").length, 4U);
  EXPECT_EQ(Scanned(R"(a\\\" " ")").length, 7U);
}

TEST(JsonString, Every_length_and_place_of_a_special_byte_is_read_alike) {
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      for (const auto& [written, meant] : {std::pair<const char*, const char*>{"", ""},
                                           {R"(\")", "\""},
                                           {R"(\\)", "\\"},
                                           {R"(\"\")", "\"\""},
                                           {R"(\\\")", "\\\""},
                                           {R"(\n)", "\n"},
                                           {R"(\u20ac)", "€"},
                                           {"€", "€"},
                                           {R"(x\"y\"z)", "x\"y\"z"},
                                           {R"({\"a\":\"b\"})", R"({"a":"b"})"}}) {
        const auto around = [&](const char* inside) {
          return std::string(before, 'a').append(inside).append(after, 'b');
        };
        const std::string body = around(written);
        const Scanned scanned(body + "\" rest");
        ASSERT_EQ(scanned.length, body.size() + 1) << body;
        ASSERT_EQ(unescaped(body), around(meant));
        ASSERT_EQ(Scanned(body).length, 0U) << "unterminated: " << body;
      }
    }
  }
}

TEST(JsonString, What_JSON_forbids_is_refused_at_every_place) {
  using namespace std::string_literals;
  for (std::size_t before = 0; before < 40; ++before) {
    for (const std::string& bad : {
             "\0"s,
             "\n"s,
             "\x1F"s,
             R"(\)"s,
             R"(\x)"s,
             R"(\u)"s,
             R"(\u12)"s,
             R"(\u12g4)"s,
             R"(\U0041)"s,
             R"(\')"s,
             "\\\n"s,
#ifndef OREAD_JSON_PLAIN  // That version does not check whether bytes are UTF-8.
             "\x80"s,
             "\xC0\x80"s,
             "\xED\xA0\x80"s,
             "\xF5"s,
             "\xE2\x82"s,
#endif
         }) {
      const std::string lead(before, 'a');
      ASSERT_EQ(Scanned(lead + bad + "\"").length, 0U) << testing::PrintToString(bad);
      ASSERT_EQ(Scanned(lead + bad + "zzzzzzzzzzzzzzzzzzzz\"").length, 0U)
          << testing::PrintToString(bad);
    }
  }
}

TEST(JsonString, Every_escape_says_what_RFC_8259_says) {
  EXPECT_EQ(unescaped(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(unescaped(R"(\u0000)"), std::string(1, '\0'));
  EXPECT_EQ(unescaped(R"(\u00e9\u00E9)"), "éé");
  EXPECT_EQ(unescaped(R"(\uffff)"), "\xEF\xBF\xBF");
  EXPECT_EQ(unescaped(R"(\ud83d\ude00)"), "😀");
}

TEST(JsonString, A_lone_surrogate_reads_as_the_replacement_character) {
  EXPECT_EQ(Scanned(R"(\ud83d")").length, 7U);
  EXPECT_EQ(unescaped(R"(\ud83d)"), "\uFFFD");
  EXPECT_EQ(unescaped(R"(\ude00)"), "\uFFFD");
  EXPECT_EQ(unescaped(R"(\ud83dx)"), "\uFFFDx");
  EXPECT_EQ(unescaped(R"(\ud83d\n)"), "\uFFFD\n");
  EXPECT_EQ(unescaped(R"(\ud83d\u0041)"), "\uFFFDA");
  EXPECT_EQ(unescaped(R"(\ud83d\ud83d\ude00)"), "\uFFFD😀");
  EXPECT_EQ(unescaped(R"(\ud83d\\u0041)"), "\uFFFD\\u0041");
}

TEST(JsonString, Unescaping_appends) {
  std::string out = "a";
  append_unescaped(out, R"(\n)");
  append_unescaped(out, "");
  append_unescaped(out, "b");
  EXPECT_EQ(out, "a\nb");
}

}  // namespace
}  // namespace oread::json
