// Numbers as servers write them.
#include "dialect/socketio/digits.hpp"

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

TEST(Digits, They_are_taken_from_the_beginning) {
  View text = "012ab";
  std::uint64_t number = 0;
  EXPECT_TRUE(take_digits(text, number));
  EXPECT_EQ(number, 12U);
  EXPECT_EQ(text, "ab");
  EXPECT_FALSE(take_digits(text, number));
  EXPECT_EQ(text, "ab");
}

TEST(Digits, Numbers_that_JavaScript_cannot_count_are_not_taken) {
  std::uint64_t number = 0;
  View largest = "9007199254740991";
  EXPECT_TRUE(take_digits(largest, number));
  EXPECT_EQ(number, 9007199254740991U);
  for (View text :
       {View("9007199254740992"), View("99999999999999999999999999"), View(""), View("-1")}) {
    EXPECT_FALSE(take_digits(text, number)) << text;
  }
}

}  // namespace
}  // namespace oread::socketio
