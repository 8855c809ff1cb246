// Texts of strangers are harmless, bounded and measured in columns.
#include "text.hpp"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(Text, ControlCharactersAndEscapeSequencesBecomeSpaces) {
  EXPECT_EQ(plain("a\x1b[2Jb", 100), "a [2Jb");
  EXPECT_EQ(plain("a\x1b]0;title\x07"
                  "b",
                  100),
            "a ]0;title b");
  EXPECT_EQ(plain("one\r\ntwo\tthree\x7F", 100), "one two three");
  // U+009B is an escape sequence's beginning in one character.
  EXPECT_EQ(plain("a\xC2\x9B"
                  "2Jb",
                  100),
            "a 2Jb");
  EXPECT_EQ(plain(std::string_view("a\0b", 3), 100), "a b");
}

TEST(Text, NothingReordersWhatIsBesideIt) {
  EXPECT_EQ(plain("pay\xE2\x80\xAE"
                  "abc",
                  100),
            "payabc");
  EXPECT_EQ(plain("\xE2\x81\xA6up\xE2\x81\xA9\xE2\x80\x8F", 100), "up");
  EXPECT_EQ(plain("a\xEF\xBB\xBF\xE2\x80\x8B"
                  "b",
                  100),
            "ab");
}

TEST(Text, MalformedUtf8IsReplaced) {
  EXPECT_EQ(plain("a\xFF"
                  "b",
                  100),
            "a�b");
  EXPECT_EQ(plain("a\xE2\x82", 100), "a��");
  EXPECT_EQ(plain("\xED\xA0\x80", 100), "���");  // a surrogate
  EXPECT_EQ(plain("\xC0\x9B", 100), "��");       // an overlong ESC
}

TEST(Text, MarksDoNotPileUp) {
  std::string pile = "a";
  for (int i = 0; i < 100; ++i) pile += "\xCC\x81";
  EXPECT_EQ(plain(pile, 1000), "a\xCC\x81\xCC\x81");
  EXPECT_EQ(plain("\xCC\x81x", 100), "x");
}

TEST(Text, IsBounded) {
  EXPECT_EQ(plain(std::string(1'000'000, 'x'), 5), "xxxxx");
  EXPECT_EQ(plain("äöü", 2), "äö");
}

TEST(Text, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(width("abc"), 3);
  EXPECT_EQ(width("äöü"), 3);
  EXPECT_EQ(width("日本"), 4);
  EXPECT_EQ(width("e\xCC\x81"), 1);
}

TEST(Text, IsCutBetweenCharacters) {
  EXPECT_EQ(cut("Hut bookings", 12), "Hut bookings");
  EXPECT_EQ(cut("Hut bookings", 11), "Hut bookin…");
  EXPECT_EQ(cut("Hut bookings", 5), "Hut…");
  EXPECT_EQ(cut("日本語", 4), "日…");
  EXPECT_EQ(cut("日本語", 2), "…");
  EXPECT_EQ(cut("abc", 0), "");
  EXPECT_EQ(cut("abc", -3), "");
}

TEST(Text, WrapsAtSpacesAndCutsTheLastLine) {
  EXPECT_EQ(wrap("one two three", 8, 3), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("one two three four", 8, 2), (std::vector<std::string>{"one two", "three f…"}));
  EXPECT_EQ(wrap("onetwothree", 5, 3), (std::vector<std::string>{"onetw", "othre", "e"}));
  EXPECT_TRUE(wrap("", 5, 2).empty());
  EXPECT_TRUE(wrap("日本", 1, 3).empty());
  EXPECT_TRUE(wrap("abc", 5, 0).empty());
}

}  // namespace
}  // namespace kiosk
