// UTF-8: the boundary between well-formed and malformed, and every length of code point.
#include "support/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace oread::utf8 {
namespace {

std::string written(char32_t code_point) {
  char room[4];
  return {room, write(room, code_point)};
}

TEST(Utf8, Well_formed_text_is_valid) {
  for (const char* text :
       {"", "plain", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_valid(text)) << testing::PrintToString(text);
  }
}

TEST(Utf8, Ill_formed_text_is_not_valid) {
  for (const char* text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xC2\xC2", "\xE0\x9F\xBF",
        "\xE2\x82", "\xE2\x82 ", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80",
        "\xF0\x90\x80 ", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "good\xFE"}) {
    EXPECT_FALSE(is_valid(text)) << testing::PrintToString(text);
  }
}

TEST(Utf8, A_sequence_never_reads_past_the_end) {
  const std::string euro = "\xE2\x82\xAC";
  EXPECT_EQ(sequence(euro.data(), euro.data() + 3), 3U);
  EXPECT_EQ(sequence(euro.data(), euro.data() + 2), 0U);
  EXPECT_EQ(sequence(euro.data(), euro.data() + 1), 0U);
}

TEST(Utf8, Every_code_point_is_written_as_one_sequence_of_its_length) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point < 0xE000) continue;
    const std::string text = written(code_point);
    const unsigned length = code_point < 0x80      ? 1
                            : code_point < 0x800   ? 2
                            : code_point < 0x10000 ? 3
                                                   : 4;
    ASSERT_EQ(text.size(), length) << static_cast<unsigned>(code_point);
    ASSERT_EQ(sequence(text.data(), text.data() + text.size()), length)
        << static_cast<unsigned>(code_point);
  }
  EXPECT_EQ(written(U'€'), "\xE2\x82\xAC");
  EXPECT_EQ(written(U'😀'), "\xF0\x9F\x98\x80");
}

TEST(Utf8, What_is_no_character_is_written_as_the_replacement_character) {
  EXPECT_EQ(written(0xD800), "\xEF\xBF\xBD");
  EXPECT_EQ(written(0xDFFF), "\xEF\xBF\xBD");
  EXPECT_EQ(written(0x110000), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace oread::utf8
