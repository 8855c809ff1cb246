// The broker's front: its clock, its deadline and its counts.
#include "oread/broker/broker.hpp"

#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using broker::Counts;

TEST(Broker, Without_work_it_has_no_deadline) {
  const BrokerScript script;
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
}

TEST(Broker, The_earliest_deadline_of_all_parts_counts) {
  auto options = one_app();
  options.apps[0].webhooks = {broker::Webhook{"http://hook.example/", {}, {}, 50}};
  options.drain_for = Millis(50);
  BrokerScript script(options);
  const auto in = [&script](Millis span) { return script.now().at + span; };
  const ConnectionId ann = script.connect();
  EXPECT_EQ(script.broker.deadline(), in(options.liveness.ping_after));
  script.join(ann, "news");
  EXPECT_EQ(script.broker.deadline(), in(options.webhooks.batch_for));
  script.give(broker::in::Drain{});
  EXPECT_EQ(script.broker.deadline(), in(options.drain_for));
}

TEST(Broker, A_count_that_waits_is_a_deadline) {
  auto options = one_app();
  options.apps[0].subscription_count = true;
  options.subscription_count_slow_from = 1;
  BrokerScript script(options);
  script.join(script.connect(), "news");
  script.join(script.connect(), "news");
  EXPECT_EQ(script.broker.deadline(), script.now().at + options.subscription_count_every);
}

TEST(Broker, Inputs_about_connections_that_it_does_not_have_do_nothing) {
  BrokerScript script;
  const ConnectionId stranger{99};
  const broker::Input inputs[] = {
      broker::in::TextReceived{stranger, R"({"event":"pusher:ping"})"},
      broker::in::ConnectionFlooded{stranger}, broker::in::ConnectionClosed{stranger},
      broker::in::WebhookDelivered{{99}}, broker::in::WebhookFailed{{99}, 500}};
  for (const broker::Input& each : inputs) {
    EXPECT_TRUE(script.broker.handle(each, script.now()).empty()) << each.index();
  }
}

TEST(Broker, The_effects_of_one_input_are_not_returned_again) {
  BrokerScript script;
  const ConnectionId ann{1};
  const broker::in::ConnectionOpened opened{ann, "/app/key", "protocol=7", {}, false, 1};
  EXPECT_FALSE(script.broker.handle(opened, script.now()).empty());
  EXPECT_TRUE(script.broker.handle(broker::in::Tick{}, script.now()).empty());
}

TEST(Broker, Counts_what_it_holds_in_all_apps) {
  BrokerScript script(two_apps());
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect("key2");
  script.join(ann, "news");
  script.join(ann, "cache-x");
  script.join(bob, "news");
  script.sign_in(ann, R"({"id":"ann"})");
  script.publish("cache-x", "e", "1");
  Counts counts = script.broker.counts();
  EXPECT_EQ(counts.connections, 2U);
  EXPECT_EQ(counts.channels, 3U);
  EXPECT_EQ(counts.subscriptions, 3U);
  EXPECT_EQ(counts.users, 1U);
  EXPECT_EQ(counts.cached_events, 1U);
  script.hang_up(ann);
  script.hang_up(bob);
  counts = script.broker.counts();
  EXPECT_EQ(counts.connections + counts.channels + counts.subscriptions + counts.users, 0U);
  EXPECT_EQ(counts.cached_events, 1U);
}

TEST(Broker, A_socket_id_belongs_to_an_open_connection) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  EXPECT_FALSE(script.broker.socket_id(ann).empty());
  EXPECT_TRUE(script.broker.socket_id({99}).empty());
  script.hang_up(ann);
  EXPECT_TRUE(script.broker.socket_id(ann).empty());
}

}  // namespace
}  // namespace oread::test
