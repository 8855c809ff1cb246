#include "command/terminal.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

TEST(Terminal, Control_characters_are_escaped_and_text_is_kept) {
  EXPECT_EQ(safe("a\tb \xC3\xA9 \xE2\x80\xA6"), "a\tb \xC3\xA9 \xE2\x80\xA6");
  EXPECT_EQ(safe("\x1b[31m\r\n\x7f"), "\\x1b[31m\\x0d\\x0a\\x7f");
  EXPECT_EQ(safe(std::string_view("\0", 1)), "\\x00");
}

TEST(Terminal, The_control_characters_of_two_bytes_are_escaped_too) {
  EXPECT_EQ(safe("\xC2\x9B"), "\\x9b");
  EXPECT_EQ(safe("\xC2\xA0"), "\xC2\xA0");
}

TEST(Terminal, A_shell_word_is_quoted_only_if_it_has_to_be) {
  EXPECT_EQ(shell_word("private-a.1@x/%"), "private-a.1@x/%");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("$(rm)"), "'$(rm)'");
}

TEST(Terminal, Without_colours_paint_changes_nothing) {
  const Terminal plain;
  EXPECT_EQ(plain.paint(Tone::Bad, "x"), "x");
}

}  // namespace
}  // namespace oread::command
