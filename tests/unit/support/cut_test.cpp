#include "support/cut.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Cut, Takes_a_prefix_off_the_front) {
  View text = "private-cache-x";
  EXPECT_TRUE(cut(text, "private-"));
  EXPECT_EQ(text, "cache-x");
  EXPECT_TRUE(cut(text, "cache-x"));
  EXPECT_EQ(text, "");
}

TEST(Cut, Leaves_a_text_that_does_not_begin_so) {
  for (const char* whole : {"", "x", "privat", "my-private-x", "Private-x"}) {
    View text = whole;
    EXPECT_FALSE(cut(text, "private-")) << whole;
    EXPECT_EQ(text, whole);
  }
}

}  // namespace
}  // namespace oread
