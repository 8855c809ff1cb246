#include "broker/webhooks/grace.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

Time at(int ms) {
  return Time(Millis(ms));
}
Departure from(const char* channel, const char* user = "") {
  return {nullptr, channel, user};
}

TEST(Grace, Returns_in_order_what_was_not_cancelled) {
  Grace grace;
  grace.keep(from("a"), at(10));
  grace.keep(from("b"), at(10));
  grace.keep(from("c"), at(20));
  EXPECT_TRUE(grace.cancel(from("a")));
  EXPECT_FALSE(grace.cancel(from("a")));
  EXPECT_FALSE(grace.take(at(9), false));
  EXPECT_EQ(grace.take(at(10), false)->channel, "b");
  EXPECT_FALSE(grace.take(at(10), false));
  EXPECT_EQ(grace.take(at(10), true)->channel, "c");
  EXPECT_EQ(grace.footprint(), 0U);
}

TEST(Grace, Leaving_again_starts_a_new_grace_time) {
  Grace grace;
  grace.keep(from("a"), at(10));
  grace.cancel(from("a"));
  grace.keep(from("a"), at(20));
  EXPECT_FALSE(grace.take(at(10), false));
  EXPECT_TRUE(grace.take(at(20), false));
}

TEST(Grace, A_channel_and_its_members_are_different_things) {
  Grace grace;
  grace.keep(from("a", "u"), at(10));
  EXPECT_FALSE(grace.cancel(from("a")));
  EXPECT_TRUE(grace.cancel(from("a", "u")));
}

}  // namespace
}  // namespace oread::broker
