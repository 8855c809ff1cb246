#include "support/backoff.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

/// The longest of many delays number `attempt`.
Span longest(std::uint32_t attempt, Span initial, Span max, std::uint32_t growth_percent) {
  Jitter jitter(7);
  Span longest{0};
  for (int i = 0; i < 20'000; ++i) {
    Backoff backoff(initial, max, growth_percent);
    for (std::uint32_t k = 0; k < attempt; ++k) backoff.next(jitter);
    longest = std::max(longest, backoff.next(jitter));
  }
  return longest;
}

TEST(Backoff, The_ceiling_grows_by_the_factor_up_to_the_maximum) {
  EXPECT_EQ(longest(0, Span{100}, Span{350}, 200), Span{100});
  EXPECT_EQ(longest(1, Span{100}, Span{350}, 200), Span{200});
  EXPECT_EQ(longest(2, Span{100}, Span{350}, 200), Span{350});
  EXPECT_EQ(longest(3, Span{100}, Span{350}, 200), Span{350});
  EXPECT_EQ(longest(1, Span{100}, Span{350}, 150), Span{150});
}

TEST(Backoff, A_delay_may_be_anything_from_zero_to_the_ceiling) {
  Jitter jitter(7);
  bool short_one = false;
  bool long_one = false;
  for (int i = 0; i < 1000; ++i) {
    const Span delay = Backoff(Span{100}, Span{100}, 200).next(jitter);
    EXPECT_GE(delay, Span{0});
    EXPECT_LE(delay, Span{100});
    short_one = short_one || delay < Span{10};
    long_one = long_one || delay > Span{90};
  }
  EXPECT_TRUE(short_one && long_one);
}

TEST(Backoff, A_reset_starts_again_at_the_first_delay) {
  Jitter jitter(7);
  Backoff backoff(Span{10}, Span{1'000'000}, 1000);
  for (int i = 0; i < 6; ++i) backoff.next(jitter);
  EXPECT_EQ(backoff.attempt(), 6U);
  backoff.reset();
  EXPECT_EQ(backoff.attempt(), 0U);
  EXPECT_LE(backoff.next(jitter), Span{10});
}

TEST(Backoff, Large_delays_and_factors_do_not_overflow) {
  Jitter jitter(7);
  constexpr Span kMost{Span::max()};
  Backoff backoff(kMost, kMost, 10'000);
  for (int i = 0; i < 100; ++i) EXPECT_GE(backoff.next(jitter), Span{0});
}

}  // namespace
}  // namespace oread
