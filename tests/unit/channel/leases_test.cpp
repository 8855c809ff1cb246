// The holders of a channel, and when it is left.
#include "channel/leases.hpp"

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

constexpr LeaseId kApp{};
constexpr LeaseId kFirst{1};
constexpr LeaseId kSecond{2};

TEST(Leases, The_apps_own_claim_ends_at_once_unless_a_lease_holds_on) {
  const Time later{Millis{500}};
  Leases leases;
  leases.take(kApp);
  leases.take(kApp);
  EXPECT_TRUE(leases.give_back(kApp, later)) << "one claim, however often it was taken";
  leases.take(kFirst);
  EXPECT_FALSE(leases.give_back(kApp, later));
  EXPECT_EQ(leases.deadline(), kNever);
}

TEST(Leases, The_last_lease_lingers) {
  const Time later{Millis{500}};
  Leases leases;
  leases.take(kFirst);
  leases.take(kSecond);
  leases.take(kSecond);
  EXPECT_FALSE(leases.give_back(kSecond, later));
  EXPECT_EQ(leases.deadline(), kNever);
  EXPECT_FALSE(leases.give_back(kSecond, later)) << "given back already";
  EXPECT_EQ(leases.deadline(), kNever);
  EXPECT_FALSE(leases.give_back(kFirst, later));
  EXPECT_EQ(leases.deadline(), later);
  leases.take(kSecond);
  EXPECT_EQ(leases.deadline(), kNever);
}

TEST(Leases, The_subscription_outlives_its_last_lease_by_the_linger) {
  Script()
      .connected()
      .give(in::Subscribe{"tasks", kFirst})
      .hear(acked("tasks"))
      .whatever()
      .give(in::Unsubscribe{"tasks", kFirst})
      .pass(Millis{499})
      .give(in::Subscribe{"tasks", kSecond})
      .pass(seconds(2))
      .give(in::Unsubscribe{"tasks", kSecond})
      .causes({})
      .pass(Millis{500})
      .causes({R"(send-text 1 {"event":"pusher:unsubscribe","data":{"channel":"tasks"}})",
               "channel-changed tasks left"});
}

TEST(Leases, Leaving_drops_what_only_the_app_held_and_keeps_the_rest) {
  Script()
      .connected()
      .subscribed("tasks")
      .give(in::Subscribe{"tasks", kFirst})
      .give(in::Unsubscribe{"tasks", kApp})
      .causes({})
      .give(in::Unsubscribe{"tasks", kFirst})
      .give(in::Unsubscribe{"tasks", kApp})
      .causes({R"(send-text 1 {"event":"pusher:unsubscribe","data":{"channel":"tasks"}})",
               "channel-changed tasks left"})
      .give(in::Unsubscribe{"tasks", kApp})
      .causes({});
}

TEST(Leases, A_channel_can_be_held_before_there_is_a_connection) {
  Script()
      .give(in::Subscribe{"tasks", {}})
      .causes({"channel-changed tasks"})
      .give(in::Unsubscribe{"tasks", {}})
      .causes({"channel-changed tasks left"})
      .connected();
}

}  // namespace
}  // namespace oread::test
