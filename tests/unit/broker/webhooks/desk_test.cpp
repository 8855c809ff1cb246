#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using broker::Webhook;
using broker::WebhookEvent;

broker::Options with(std::vector<Webhook> webhooks) {
  auto options = one_app();
  options.apps[0].webhooks = std::move(webhooks);
  return options;
}

/// The events of all deliveries so far; reports success for each.
std::string told(BrokerScript& script) {
  script.wait(Millis(100));
  std::string out;
  for (std::size_t i = 0; i < script.webhooks.size(); ++i) {
    const std::string& body = script.webhooks[i].body;
    const std::size_t begin = body.find('[') + 1;
    if (!out.empty()) out += ",";
    out += body.substr(begin, body.size() - begin - 2);
    script.give(broker::in::WebhookDelivered{script.webhooks[i].webhook});
  }
  script.webhooks.clear();
  return out;
}

TEST(Webhooks, A_channel_is_reported_when_occupied_and_three_seconds_after_it_was_vacated) {
  BrokerScript script(with({{"http://h/", {}, {}, 50}}));
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(ann, "news");
  script.join(bob, "news");
  EXPECT_EQ(told(script), R"({"name":"channel_occupied","channel":"news"})");
  script.hang_up(ann);
  script.hang_up(bob);
  script.wait(Millis(2900));
  EXPECT_EQ(told(script), "");
  EXPECT_EQ(told(script), R"({"name":"channel_vacated","channel":"news"})");
}

TEST(Webhooks, A_return_within_the_grace_time_is_not_reported) {
  BrokerScript script(with({{"http://h/", {}, {}, 50}}));
  ConnectionId ann = script.connect();
  script.join(ann, "presence-x", R"({"user_id":"ann"})");
  told(script);
  for (int i = 0; i < 5; ++i) {
    script.hang_up(ann);
    script.wait(Millis(2000));
    ann = script.connect();
    script.join(ann, "presence-x", R"({"user_id":"ann"})");
  }
  EXPECT_EQ(told(script), "");
  script.hang_up(ann);
  script.wait(Millis(3000));
  EXPECT_EQ(told(script), R"({"name":"member_removed","channel":"presence-x","user_id":"ann"},)"
                          R"({"name":"channel_vacated","channel":"presence-x"})");
}

TEST(Webhooks, Members_are_reported_per_user) {
  BrokerScript script(with({{"http://h/", {WebhookEvent::MemberAdded}, {}, 50}}));
  script.join(script.connect(), "presence-x", R"({"user_id":7})");
  script.join(script.connect(), "presence-x", R"({"user_id":"7"})");
  EXPECT_EQ(told(script), R"({"name":"member_added","channel":"presence-x","user_id":"7"})");
}

TEST(Webhooks, A_client_event_carries_data_socket_and_verified_user) {
  BrokerScript script(with({{"http://h/", {WebhookEvent::ClientEvent}, {}, 50}}));
  const ConnectionId ann = script.connect();
  script.join(ann, "presence-x", R"({"user_id":"ann"})");
  script.join(ann, "private-x");
  script.say(ann, R"({"event":"client-e","channel":"presence-x","data":{"a": 1},"user_id":"eve"})");
  script.say(ann, R"({"event":"client-e","channel":"private-x"})");
  EXPECT_EQ(told(script), R"({"name":"client_event","channel":"presence-x","event":"client-e",)"
                          R"("data":{"a": 1},"socket_id":"1234.1","user_id":"ann"},)"
                          R"({"name":"client_event","channel":"private-x","event":"client-e",)"
                          R"("socket_id":"1234.1"})");
}

TEST(Webhooks, A_cache_miss_is_reported_once_until_the_cache_is_filled) {
  auto options = with({{"http://h/", {WebhookEvent::CacheMiss}, {}, 50}});
  options.cache_for = std::chrono::seconds(5);
  BrokerScript script(options);
  script.join(script.connect(), "cache-x");
  script.join(script.connect(), "cache-x");
  EXPECT_EQ(told(script), R"({"name":"cache_miss","channel":"cache-x"})");
  script.publish("cache-x", "e", "1");
  script.wait(std::chrono::seconds(6));
  script.join(script.connect(), "cache-x");
  EXPECT_EQ(told(script), R"({"name":"cache_miss","channel":"cache-x"})");
}

TEST(Webhooks, Subscription_counts_are_reported_when_they_are_sent) {
  auto options = with({{"http://h/", {WebhookEvent::SubscriptionCount}, {}, 50}});
  options.apps[0].subscription_count = true;
  BrokerScript script(options);
  script.join(script.connect(), "news");
  EXPECT_EQ(told(script),
            R"({"name":"subscription_count","channel":"news","subscription_count":1})");
}

TEST(Webhooks, A_receiver_gets_only_the_events_that_it_wants) {
  BrokerScript script(with({{"http://a/", {WebhookEvent::ChannelOccupied}, "private-", 50},
                            {"http://b/", {WebhookEvent::MemberAdded}, {}, 50}}));
  script.join(script.connect(), "news");
  script.join(script.connect(), "private-x");
  script.join(script.connect(), "presence-x", R"({"user_id":"1"})");
  script.wait(Millis(100));
  ASSERT_EQ(script.webhooks.size(), 2U);
  EXPECT_EQ(script.webhooks[0].url, "http://a/");
  EXPECT_NE(script.webhooks[0].body.find(
                R"("events":[{"name":"channel_occupied","channel":"private-x"}]})"),
            std::string::npos);
  EXPECT_EQ(script.webhooks[1].url, "http://b/");
  EXPECT_EQ(script.webhooks[1].body.find("channel_occupied"), std::string::npos);
}

TEST(Webhooks, A_departure_without_an_arrival_is_not_reported) {
  BrokerScript script(with({{"http://h/", {}, {}, 50}}));
  const ConnectionId ann = script.connect();
  script.unsubscribe(ann, "news");
  script.ask_subscribe(ann, "private-x", "key:bad");
  script.hang_up(ann);
  script.wait(std::chrono::seconds(10));
  EXPECT_EQ(told(script), "");
}

TEST(Webhooks, An_app_without_receivers_keeps_nothing) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  script.join(ann, "presence-x", R"({"user_id":"1"})");
  script.hang_up(ann);
  EXPECT_EQ(script.broker.counts().webhook_events, 0U);
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
}

TEST(Webhooks, A_flood_of_departures_does_not_pile_up) {
  auto options = with({{"http://h/", {}, {}, 50}});
  options.limits.channels = 10;
  options.webhooks.max_queue = 10;
  BrokerScript script(options);
  for (int i = 0; i < 1000; ++i) {
    const ConnectionId who = script.connect();
    script.join(who, "c" + std::to_string(i));
    script.hang_up(who);
  }
  EXPECT_LE(script.broker.counts().webhook_events, 25U);
}

}  // namespace
}  // namespace oread::test
