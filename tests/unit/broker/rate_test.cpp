#include "broker/rate.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

Time at(int ms) {
  return Time(Millis(ms));
}

TEST(PerSecond, Ten_at_once_and_then_none_for_a_second) {
  PerSecond rate;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(rate.take(10, at(0)));
  EXPECT_FALSE(rate.take(10, at(0)));
  EXPECT_FALSE(rate.take(10, at(999)));
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(rate.take(10, at(1000)));
  EXPECT_FALSE(rate.take(10, at(1000)));
}

TEST(PerSecond, No_window_of_one_second_has_more) {
  PerSecond rate;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(rate.take(10, at(900)));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(rate.take(10, at(1100)));
  EXPECT_FALSE(rate.take(10, at(1899)));
  EXPECT_TRUE(rate.take(10, at(1900)));
}

}  // namespace
}  // namespace oread::broker
