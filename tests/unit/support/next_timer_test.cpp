#include "support/next_timer.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

constexpr Time at(std::int64_t millis) {
  return Time{Millis{millis}};
}

TEST(NextTimer, Is_the_earliest_whatever_the_order) {
  NextTimer next;
  next.add("later", at(2));
  next.add("first", at(1));
  next.add("last", at(3));
  EXPECT_EQ(next.due(), at(1));
  EXPECT_EQ(next.name(), "first");
}

TEST(NextTimer, Of_two_at_the_same_time_the_first_that_was_added_counts) {
  NextTimer next;
  next.add("one", at(1));
  next.add("other", at(1));
  EXPECT_EQ(next.name(), "one");
}

TEST(NextTimer, What_does_not_run_has_no_name) {
  NextTimer next;
  next.add("stopped", kNever);
  EXPECT_EQ(next.due(), kNever);
  EXPECT_EQ(next.name(), "");
}

TEST(NextTimer, A_part_is_due_when_its_first_timer_is) {
  struct Part {
    static void timers(NextTimer& next) {
      next.add("b", at(2));
      next.add("a", at(1));
    }
  };
  EXPECT_EQ(next_due(Part{}), at(1));
}

}  // namespace
}  // namespace oread
