#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

TEST(Departure, A_slow_consumer_is_closed_with_4100_and_the_others_stay) {
  BrokerScript script;
  const ConnectionId slow = script.connect();
  const ConnectionId other = script.connect();
  script.join(slow, "news");
  script.join(other, "news");
  script.give(broker::in::ConnectionFlooded{slow});
  EXPECT_EQ(script.closed_with(slow), 4100);
  script.publish("news", "e", "1");
  EXPECT_EQ(script.take(slow), Texts{});
  EXPECT_EQ(script.take(other).size(), 1U);
  script.give(broker::in::ConnectionFlooded{slow});
}

TEST(Drain, Closes_every_connection_with_4200_and_admits_no_new_one) {
  BrokerScript script(two_apps());
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect("key2");
  script.join(ann, "presence-x", R"({"user_id":"ann"})");
  script.give(broker::in::Drain{});
  EXPECT_EQ(script.closed_with(ann), 4200);
  EXPECT_EQ(script.closed_with(bob), 4200);
  EXPECT_EQ(script.drained, 1);
  const ConnectionId late = script.arrive({});
  EXPECT_EQ(script.closed_with(late), 4200);
  EXPECT_EQ(script.get("channels").status, 503);
  script.give(broker::in::Drain{});
  script.wait(std::chrono::minutes(1));
  EXPECT_EQ(script.drained, 1);
}

TEST(Drain, Does_not_report_the_departures_to_the_departing) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(ann, "presence-x", R"({"user_id":"ann"})");
  script.join(bob, "presence-x", R"({"user_id":"bob"})");
  script.take(ann);
  script.give(broker::in::Drain{});
  EXPECT_EQ(script.take(ann), Texts{});
  EXPECT_EQ(script.take(bob), Texts{});
}

TEST(Drain, Waits_for_webhooks_and_reports_departures_without_grace) {
  auto options = one_app();
  options.apps[0].webhooks = {broker::Webhook{"http://hook.example/", {}, {}, 50}};
  BrokerScript script(options);
  const ConnectionId ann = script.connect();
  script.join(ann, "news");
  script.give(broker::in::Drain{});
  ASSERT_EQ(script.webhooks.size(), 1U);
  EXPECT_NE(script.webhooks[0].body.find("channel_vacated"), std::string::npos);
  EXPECT_EQ(script.drained, 0);
  script.give(broker::in::WebhookDelivered{script.webhooks[0].webhook});
  EXPECT_EQ(script.drained, 1);
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
}

TEST(Drain, Does_not_wait_indefinitely) {
  auto options = one_app();
  options.apps[0].webhooks = {broker::Webhook{"http://hook.example/", {}, {}, 50}};
  BrokerScript script(options);
  script.join(script.connect(), "news");
  script.give(broker::in::Drain{});
  script.wait(Millis(9999));
  EXPECT_EQ(script.drained, 0);
  script.wait(Millis(1));
  EXPECT_EQ(script.drained, 1);
}

}  // namespace
}  // namespace oread::test
