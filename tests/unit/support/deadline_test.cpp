#include "support/deadline.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Deadline, Never_is_later_than_every_time) {
  constexpr Time kSometime{Millis{std::int64_t{1} << 53}};
  EXPECT_EQ(earlier(kNever, kSometime), kSometime);
  EXPECT_EQ(earlier(kSometime, kNever), kSometime);
  EXPECT_EQ(earlier(kNever, kNever), kNever);
}

TEST(Deadline, The_earlier_of_two_counts) {
  EXPECT_EQ(earlier(Time{Millis{2}}, Time{Millis{1}}), Time{Millis{1}});
}

}  // namespace
}  // namespace oread
