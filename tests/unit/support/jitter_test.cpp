#include "support/jitter.hpp"

#include <array>

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Jitter, The_same_seed_gives_the_same_numbers_everywhere) {
  // Recorded transcripts depend on these.
  Jitter jitter(1);
  const Span first = jitter.between(Span{0}, Span{1'000'000});
  const Span second = jitter.between(Span{0}, Span{1'000'000});
  EXPECT_EQ(first, Span{367'875});
  EXPECT_EQ(second, Span{81'613});
}

TEST(Jitter, Both_ends_are_included_and_equally_likely) {
  Jitter jitter(42);
  std::array<int, 5> counts{};
  for (int i = 0; i < 50'000; ++i) {
    const Span value = jitter.between(Span{10}, Span{14});
    ASSERT_GE(value, Span{10});
    ASSERT_LE(value, Span{14});
    ++counts.at(static_cast<std::size_t>((value - Span{10}).count()));
  }
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
}

TEST(Jitter, An_empty_range_is_its_lower_end) {
  Jitter jitter(42);
  EXPECT_EQ(jitter.between(Span{5}, Span{5}), Span{5});
  EXPECT_EQ(jitter.between(Span{5}, Span{4}), Span{5});
}

TEST(Jitter, Consecutive_seeds_are_unrelated) {
  int close = 0;
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    const Span one = Jitter(seed).between(Span{0}, Span{999});
    const Span next = Jitter(seed + 1).between(Span{0}, Span{999});
    if (one - next < Span{10} && next - one < Span{10}) ++close;
  }
  // 19 of 1000 in the mean.
  EXPECT_LT(close, 50);
}

}  // namespace
}  // namespace oread
