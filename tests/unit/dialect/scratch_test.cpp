#include "dialect/scratch.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread {
namespace {

std::string text_of(Scratch& scratch, const std::string& json) {
  return std::string(scratch.text_of(json::Value::parse(json)));
}

TEST(Scratch, A_string_is_its_content_and_other_values_are_their_text) {
  Scratch scratch;
  scratch.begin(std::string(100, ' '));
  EXPECT_EQ(text_of(scratch, R"("plain")"), "plain");
  EXPECT_EQ(text_of(scratch, R"("a\n\u00e9\"")"), "a\n\xC3\xA9\"");
  EXPECT_EQ(text_of(scratch, R"("")"), "");
  EXPECT_EQ(text_of(scratch, R"({"a":"\n"})"), R"({"a":"\n"})");
  EXPECT_EQ(text_of(scratch, "-1.5"), "-1.5");
  EXPECT_EQ(text_of(scratch, "true"), "true");
}

TEST(Scratch, Null_and_an_absent_value_are_empty) {
  Scratch scratch;
  scratch.begin("null");
  EXPECT_EQ(text_of(scratch, "null"), "");
  EXPECT_EQ(std::string(scratch.text_of({})), "");
}

TEST(Scratch, A_string_without_escapes_is_not_copied) {
  const std::string text = R"("plain")";
  Scratch scratch;
  scratch.begin(text);
  EXPECT_EQ(scratch.text_of(json::Value::parse(text)).data(), text.data() + 1);
}

TEST(Scratch, What_it_returned_does_not_move_while_three_levels_are_unescaped) {
  // The longest texts that one message can contain: each level is the whole of the one around it.
  const std::string text = "\"" + std::string(1000, 'x') + "\\n\"";
  Scratch scratch;
  scratch.begin(text);
  View kept[3];
  for (View& level : kept) level = scratch.text_of(json::Value::parse(text));
  EXPECT_EQ(kept[1].data(), kept[0].data() + kept[0].size());
  EXPECT_EQ(kept[2].data(), kept[1].data() + kept[1].size());
  EXPECT_EQ(kept[0], std::string(1000, 'x') + "\n");
}

TEST(Scratch, A_copy_outlives_its_original) {
  std::string original = "short-lived";
  Scratch scratch;
  scratch.begin(original);
  const View copy = scratch.keep(original);
  original.assign("overwritten");
  EXPECT_EQ(copy, "short-lived");
}

}  // namespace
}  // namespace oread
