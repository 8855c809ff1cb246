#include "support/bucket.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

Time at(int ms) {
  return Time(Millis(ms));
}

TEST(Bucket, A_burst_of_ten_seconds_worth_is_allowed) {
  Bucket bucket(seconds(10));
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(bucket.take(5, at(100'000)));
  EXPECT_FALSE(bucket.take(5, at(100'000)));
  EXPECT_TRUE(bucket.take(5, at(100'200)));
  EXPECT_FALSE(bucket.take(5, at(100'200)));
}

TEST(Bucket, Idle_time_refills_it_up_to_one_burst) {
  Bucket bucket(seconds(10));
  while (bucket.take(5, at(0))) {
  }
  int taken = 0;
  while (bucket.take(5, at(1'000'000))) ++taken;
  EXPECT_EQ(taken, 50);
}

TEST(Bucket, It_knows_when_there_is_one_again) {
  Bucket bucket(seconds(1));
  EXPECT_LE(bucket.next(3), at(0));
  while (bucket.take(3, at(500))) {
  }
  EXPECT_EQ(bucket.next(3), at(834));
  EXPECT_FALSE(bucket.take(3, at(833)));
  EXPECT_EQ(bucket.next(3), at(834));
  EXPECT_TRUE(bucket.take(3, at(834)));
}

}  // namespace
}  // namespace oread
