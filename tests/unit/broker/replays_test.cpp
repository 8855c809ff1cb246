#include "broker/replays.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

using Verdict = Replays::Verdict;

TEST(Replays, A_signature_is_accepted_once_in_its_window) {
  Replays replays;
  EXPECT_EQ(replays.note("a", 0, 100, 10), Verdict::Fresh);
  EXPECT_EQ(replays.note("a", 0, 100, 10), Verdict::Seen);
  EXPECT_EQ(replays.note("a", 100, 200, 10), Verdict::Seen);
  EXPECT_EQ(replays.note("b", 100, 200, 10), Verdict::Fresh);
}

TEST(Replays, A_signature_is_forgotten_after_its_window) {
  Replays replays;
  EXPECT_EQ(replays.note("a", 0, 100, 10), Verdict::Fresh);
  EXPECT_EQ(replays.note("a", 101, 201, 10), Verdict::Fresh);
  EXPECT_EQ(replays.note("a", 101, 201, 10), Verdict::Seen);
}

TEST(Replays, A_full_table_refuses_new_signatures_and_still_knows_the_old_ones) {
  Replays replays;
  EXPECT_EQ(replays.note("a", 0, 100, 2), Verdict::Fresh);
  EXPECT_EQ(replays.note("b", 0, 100, 2), Verdict::Fresh);
  EXPECT_EQ(replays.note("c", 0, 100, 2), Verdict::Full);
  EXPECT_EQ(replays.note("a", 0, 100, 2), Verdict::Seen);
  EXPECT_EQ(replays.note("c", 101, 201, 2), Verdict::Fresh);
}

}  // namespace
}  // namespace oread::broker
