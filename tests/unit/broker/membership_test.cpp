#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

const std::string kAnn = R"({"user_id":"ann","user_info":{"name":"Ann"}})";
const std::string kBob = R"({"user_id":"bob","user_info":{"name":"Bob"}})";
const std::string kRemovedAnn =
    R"({"event":"pusher_internal:member_removed","data":"{\"user_id\":\"ann\"}","channel":"presence-x"})";

TEST(Presence, A_new_member_receives_the_members_and_the_members_receive_the_new_one) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.subscribe(ann, "presence-x", kAnn);
  EXPECT_EQ(script.take(ann),
            Texts{R"({"event":"pusher_internal:subscription_succeeded","data":)"
                  R"("{\"presence\":{\"count\":1,\"ids\":[\"ann\"],)"
                  R"(\"hash\":{\"ann\":{\"name\":\"Ann\"}}}}","channel":"presence-x"})"});
  script.subscribe(bob, "presence-x", kBob);
  EXPECT_EQ(
      script.take(ann),
      Texts{R"({"event":"pusher_internal:member_added","data":)"
            R"("{\"user_id\":\"bob\",\"user_info\":{\"name\":\"Bob\"}}","channel":"presence-x"})"});
  EXPECT_NE(script.take(bob).front().find(R"(\"count\":2,\"ids\":[\"ann\",\"bob\"])"),
            std::string::npos);
}

TEST(Presence, Only_the_first_and_the_last_connection_of_a_user_are_reported) {
  BrokerScript script;
  const ConnectionId bob = script.connect();
  script.join(bob, "presence-x", kBob);
  const ConnectionId tab1 = script.connect();
  const ConnectionId tab2 = script.connect();
  script.join(tab1, "presence-x", kAnn);
  EXPECT_EQ(script.take(bob).size(), 1U);
  script.join(tab2, "presence-x", kAnn);
  EXPECT_EQ(script.take(bob), Texts{});
  EXPECT_EQ(script.take(tab1), Texts{});
  script.hang_up(tab1);
  EXPECT_EQ(script.take(bob), Texts{});
  script.hang_up(tab2);
  EXPECT_EQ(script.take(bob), Texts{kRemovedAnn});
}

TEST(Presence, Every_way_to_leave_is_reported_once) {
  for (int way = 0; way < 4; ++way) {
    BrokerScript script;
    const ConnectionId bob = script.connect();
    const ConnectionId ann = script.connect();
    script.join(bob, "presence-x", kBob);
    script.join(ann, "presence-x", kAnn);
    script.sign_in(ann, R"({"id":"ann"})");
    script.take(bob);
    switch (way) {
      case 0: script.unsubscribe(ann, "presence-x"); break;
      case 1: script.hang_up(ann); break;
      case 2:
        script.give(broker::in::ConnectionFlooded{ann});
        EXPECT_EQ(script.closed_with(ann), 4100);
        break;
      default:
        EXPECT_EQ(script.post("users/ann/terminate_connections", "{}").status, 200);
        EXPECT_EQ(script.closed_with(ann), 4009);
    }
    script.hang_up(ann);
    EXPECT_EQ(script.take(bob), Texts{kRemovedAnn}) << way;
  }
}

TEST(Presence, Identity_belongs_to_the_channel_not_to_the_connection) {
  BrokerScript script;
  const ConnectionId watcher = script.connect();
  script.join(watcher, "presence-x", kBob);
  const ConnectionId who = script.connect();
  script.join(who, "presence-x", kAnn);
  script.join(who, "presence-y", R"({"user_id":"other"})");
  script.sign_in(who, R"({"id":"third"})");
  script.take(watcher);
  script.unsubscribe(who, "presence-x");
  EXPECT_EQ(script.take(watcher), Texts{kRemovedAnn});
  EXPECT_EQ(script.get("channels/presence-y/users").body, R"({"users":[{"id":"other"}]})");
}

TEST(Presence, A_number_and_its_digits_are_one_user) {
  BrokerScript script;
  const ConnectionId first = script.connect();
  const ConnectionId second = script.connect();
  script.join(first, "presence-x", R"({"user_id":10})");
  script.join(second, "presence-x", R"({"user_id":"10"})");
  EXPECT_EQ(script.take(first), Texts{});
  EXPECT_EQ(script.get("channels/presence-x/users").body, R"({"users":[{"id":"10"}]})");
}

TEST(Presence, A_full_channel_still_takes_a_second_tab) {
  auto options = one_app();
  options.limits.presence_members = 1;
  BrokerScript script(options);
  script.join(script.connect(), "presence-x", kAnn);
  const ConnectionId bob = script.connect();
  script.subscribe(bob, "presence-x", kBob);
  EXPECT_NE(script.take(bob).front().find("LimitReached"), std::string::npos);
  script.join(script.connect(), "presence-x", kAnn);
}

TEST(Presence, A_signed_in_user_may_join_without_channel_data_and_may_override_it) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.sign_in(who, R"({"id":"ann","user_info":{"name":"Ann"}})");
  script.take(who);
  script.subscribe(who, "presence-x");
  EXPECT_NE(script.take(who).front().find(R"(\"hash\":{\"ann\":{\"name\":\"Ann\"}})"),
            std::string::npos);
  script.subscribe(who, "presence-y", kBob);
  EXPECT_NE(script.take(who).front().find(R"(\"ids\":[\"bob\"])"), std::string::npos);
}

TEST(Presence, Reloading_a_hundred_times_leaves_one_member) {
  BrokerScript script;
  const ConnectionId bob = script.connect();
  script.join(bob, "presence-x", kBob);
  ConnectionId ann = script.connect();
  script.join(ann, "presence-x", kAnn);
  for (int i = 0; i < 100; ++i) {
    script.hang_up(ann);
    ann = script.connect();
    script.join(ann, "presence-x", kAnn);
  }
  EXPECT_EQ(script.take(bob).size(), 201U);
  EXPECT_EQ(script.get("channels/presence-x", {{"info", "user_count"}}).body,
            R"({"occupied":true,"user_count":2})");
}

TEST(Cache, A_channel_without_an_event_reports_a_miss) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.subscribe(who, "cache-x");
  EXPECT_EQ(
      script.take(who),
      (Texts{
          R"({"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"cache-x"})",
          R"({"event":"pusher:cache_miss","data":"{}","channel":"cache-x"})"}));
}

TEST(Cache, The_last_event_comes_right_after_the_acknowledgement_in_every_cache_class) {
  for (const std::string channel :
       {"cache-x", "private-cache-x", "private-encrypted-cache-x", "presence-cache-x"}) {
    BrokerScript script;
    script.publish(channel, "old", "1");
    script.publish(channel, "new", R"({"a":1})");
    const ConnectionId who = script.connect();
    script.subscribe(who, channel, channel[2] == 'e' ? kAnn : std::string());
    const Texts heard = script.take(who);
    ASSERT_EQ(heard.size(), 2U) << channel;
    EXPECT_EQ(heard[1], R"({"event":"new","data":"{\"a\":1}","channel":")" + channel + "\"}");
  }
}

TEST(Cache, It_outlives_its_subscribers_until_it_expires) {
  BrokerScript script;
  const ConnectionId first = script.connect();
  script.join(first, "cache-x");
  script.publish("cache-x", "e", "1");
  script.hang_up(first);
  script.wait(std::chrono::minutes(29));
  const ConnectionId second = script.connect();
  script.subscribe(second, "cache-x");
  EXPECT_NE(script.take(second)[1].find(R"("event":"e")"), std::string::npos);
  script.hang_up(second);
  script.wait(std::chrono::minutes(1));
  const ConnectionId third = script.connect();
  script.subscribe(third, "cache-x");
  EXPECT_NE(script.take(third)[1].find("cache_miss"), std::string::npos);
}

TEST(Cache, Only_published_events_are_cached) {
  BrokerScript script;
  script.publish("presence-cache-x", "e", "1");
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(ann, "presence-cache-x", kAnn);
  script.join(bob, "presence-cache-x", kBob);
  script.say(ann, R"({"event":"client-e","channel":"presence-cache-x","data":2})");
  script.hang_up(bob);
  const ConnectionId cy = script.connect();
  script.subscribe(cy, "presence-cache-x", R"({"user_id":"cy"})");
  EXPECT_EQ(script.take(cy)[1], R"({"event":"e","data":"1","channel":"presence-cache-x"})");
}

TEST(Cache, An_excluded_socket_does_not_keep_the_cache_from_filling) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  script.join(ann, "cache-x");
  script.publish("cache-x", "e", "1", script.socket_id(ann));
  EXPECT_EQ(script.take(ann), Texts{});
  const ConnectionId bob = script.connect();
  script.subscribe(bob, "cache-x");
  EXPECT_NE(script.take(bob)[1].find(R"("event":"e")"), std::string::npos);
}

TEST(Cache, Names_that_merely_contain_the_word_are_not_cached) {
  BrokerScript script;
  script.publish("my-cache-1", "e", "1");
  const ConnectionId who = script.connect();
  script.subscribe(who, "my-cache-1");
  EXPECT_EQ(script.take(who).size(), 1U);
}

broker::Options counting() {
  auto options = one_app();
  options.apps[0].subscription_count = true;
  options.subscription_count_slow_from = 2;
  return options;
}

std::string count(int n) {
  return R"({"event":"pusher_internal:subscription_count","data":"{\"subscription_count\":)" +
         std::to_string(n) + R"(}","channel":"news"})";
}

TEST(SubscriptionCount, Goes_to_all_subscribers_on_every_change) {
  BrokerScript script(counting());
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.subscribe(ann, "news");
  EXPECT_EQ(script.take(ann)[1], count(1));
  script.subscribe(bob, "news");
  EXPECT_EQ(script.take(ann), Texts{count(2)});
  EXPECT_EQ(script.take(bob)[1], count(2));
  script.hang_up(bob);
  EXPECT_EQ(script.take(ann), Texts{count(1)});
}

TEST(SubscriptionCount, On_crowded_channels_it_comes_every_five_seconds_at_most) {
  BrokerScript script(counting());
  const ConnectionId ann = script.connect();
  script.join(ann, "news");
  script.join(script.connect(), "news");
  script.take(ann);
  script.join(script.connect(), "news");
  script.join(script.connect(), "news");
  EXPECT_EQ(script.take(ann), Texts{});
  script.wait(Millis(4999));
  EXPECT_EQ(script.take(ann), Texts{});
  script.wait(Millis(1));
  EXPECT_EQ(script.take(ann), Texts{count(4)});
  script.wait(std::chrono::seconds(20));
  EXPECT_EQ(script.take(ann), Texts{});
}

TEST(SubscriptionCount, A_channel_that_became_empty_is_counted_immediately_and_not_again) {
  BrokerScript script(counting());
  const ConnectionId ann = script.connect();
  script.join(ann, "news");
  const ConnectionId bob = script.connect();
  script.join(bob, "news");
  const ConnectionId cy = script.connect();
  script.join(cy, "news");
  script.take(ann);
  script.hang_up(cy);
  EXPECT_EQ(script.take(ann), Texts{count(2)});
  script.wait(std::chrono::seconds(10));
  EXPECT_EQ(script.take(ann), Texts{});
}

TEST(SubscriptionCount, Is_opt_in_and_not_for_presence) {
  BrokerScript plain;
  const ConnectionId who = plain.connect();
  plain.subscribe(who, "news");
  EXPECT_EQ(plain.take(who).size(), 1U);
  BrokerScript script(counting());
  const ConnectionId ann = script.connect();
  script.subscribe(ann, "presence-x", kAnn);
  EXPECT_EQ(script.take(ann).size(), 1U);
}

TEST(Membership, Everything_is_released) {
  BrokerScript script(counting());
  for (int i = 0; i < 50; ++i) {
    const ConnectionId who = script.connect();
    script.join(who, "news");
    script.join(who, "cache-x");
    script.join(who, "presence-x", kAnn);
    script.sign_in(who, R"({"id":"ann","watchlist":["bob"]})");
    script.hang_up(who);
  }
  const broker::Counts counts = script.broker.counts();
  EXPECT_EQ(counts.connections + counts.channels + counts.subscriptions + counts.users, 0U);
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
}

}  // namespace
}  // namespace oread::test
