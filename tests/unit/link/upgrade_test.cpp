// How far the change to a WebSocket has come.
#include "link/upgrade.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Upgrade, It_is_under_way_from_the_beginning_to_the_end) {
  Upgrade upgrade;
  EXPECT_FALSE(upgrade.is_under_way());
  EXPECT_FALSE(upgrade.is_on(LinkId{}));
  EXPECT_EQ(upgrade.deadline(), kNever);
  upgrade.begin(LinkId{7}, Time{Millis{5}});
  EXPECT_TRUE(upgrade.is_on(LinkId{7}));
  EXPECT_FALSE(upgrade.is_on(LinkId{6}));
  EXPECT_EQ(upgrade.deadline(), Time{Millis{5}});
  EXPECT_FALSE(upgrade.is_draining());
  upgrade.enter(Upgrade::State::Draining);
  EXPECT_TRUE(upgrade.is_draining());
  EXPECT_TRUE(upgrade.is_on(LinkId{7}));
  upgrade.end();
  EXPECT_FALSE(upgrade.is_on(LinkId{7}));
  EXPECT_EQ(upgrade.deadline(), kNever);
}

}  // namespace
}  // namespace oread
