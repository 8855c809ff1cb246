#include "server/budget.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace oread::server {
namespace {

TEST(Budget, What_does_not_fit_is_refused_and_takes_nothing) {
  Budget budget(10);
  EXPECT_TRUE(budget.take(7));
  EXPECT_FALSE(budget.take(4));
  EXPECT_TRUE(budget.take(3));
  EXPECT_FALSE(budget.take(1));
  EXPECT_TRUE(budget.take(0));
}

TEST(Budget, A_huge_request_does_not_overflow) {
  Budget budget(10);
  EXPECT_TRUE(budget.take(10));
  EXPECT_FALSE(budget.take(std::numeric_limits<std::size_t>::max()));
}

TEST(Budget, A_share_returns_its_bytes) {
  Budget budget(10);
  {
    Share share(budget);
    EXPECT_TRUE(share.add(6));
    EXPECT_TRUE(share.add(4));
    EXPECT_FALSE(share.add(1));
    EXPECT_FALSE(budget.take(1));
  }
  EXPECT_TRUE(budget.take(10));
}

TEST(Budget, A_share_that_was_cleared_returns_its_bytes_once) {
  Budget budget(10);
  EXPECT_TRUE(budget.take(5));
  {
    Share share(budget);
    EXPECT_TRUE(share.add(5));
    share.clear();
  }
  EXPECT_TRUE(budget.take(5));
  EXPECT_FALSE(budget.take(1));
}

}  // namespace
}  // namespace oread::server
