#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Texts kPing{R"({"event":"pusher:ping","data":"{}"})"};

TEST(Liveness, A_silent_client_is_pinged_and_then_closed_with_4201) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.wait(seconds(129));
  EXPECT_EQ(script.take(who), Texts{});
  script.wait(seconds(1));
  EXPECT_EQ(script.take(who), kPing);
  script.wait(seconds(29));
  EXPECT_EQ(script.closed_with(who), 0);
  script.wait(seconds(1));
  EXPECT_EQ(script.closed_with(who), 4201);
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
}

TEST(Liveness, A_silent_client_leaves_its_channels) {
  BrokerScript script;
  const ConnectionId bob = script.connect();
  const ConnectionId ann = script.connect();
  script.join(bob, "presence-x", R"({"user_id":"bob"})");
  script.join(ann, "presence-x", R"({"user_id":"ann"})");
  script.take(bob);
  for (int i = 0; i < 4; ++i) {
    script.wait(minutes(1));
    script.is_served(bob);
  }
  EXPECT_EQ(script.closed_with(ann), 4201);
  EXPECT_EQ(script.get("channels/presence-x/users").body, R"({"users":[{"id":"bob"}]})");
}

TEST(Liveness, Answering_pings_keeps_alive) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  int pings = 0;
  for (int i = 0; i < 3600; ++i) {
    script.wait(seconds(1));
    for (const std::string& each : script.take(who)) {
      EXPECT_EQ(each, kPing.front());
      ++pings;
      script.say(who, R"({"event":"pusher:pong"})");
    }
  }
  EXPECT_EQ(script.closed_with(who), 0);
  EXPECT_EQ(pings, 27);
}

TEST(Liveness, Any_message_of_the_client_counts) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (int i = 0; i < 400; ++i) {
    script.wait(seconds(10));
    script.say(who, "not even JSON");
  }
  for (const std::string& each : script.take(who)) EXPECT_NE(each, kPing.front());
  EXPECT_EQ(script.closed_with(who), 0);
}

TEST(Liveness, A_client_that_pings_at_the_activity_timeout_is_never_pinged) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (int i = 0; i < 720; ++i) {
    script.wait(seconds(120));
    EXPECT_TRUE(script.is_served(who));
  }
  EXPECT_EQ(script.closed_with(who), 0);
}

TEST(Liveness, A_client_that_only_listens_is_pinged_before_it_is_dropped) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "news");
  int pings = 0;
  for (int i = 0; i < 600 && script.closed_with(who) == 0; ++i) {
    script.publish("news", "e", "1");
    script.wait(seconds(1));
    for (const std::string& each : script.take(who)) pings += each == kPing.front() ? 1 : 0;
  }
  EXPECT_EQ(pings, 1);
}

TEST(Liveness, Time_that_goes_backwards_stands_still) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.wait(seconds(100));
  for (const auto& each : script.broker.handle(broker::in::Tick{}, {Time(Millis(0)), 0})) {
    ADD_FAILURE() << "an effect, number " << each.index();
  }
  script.wait(seconds(30));
  EXPECT_EQ(script.take(who), kPing);
}

TEST(Liveness, Spurious_ticks_do_nothing) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (int i = 0; i < 100; ++i) script.tick();
  EXPECT_EQ(script.take(who), Texts{});
}

TEST(Liveness, A_late_tick_pings_first) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  // The host slept for hours: messages from the client may be waiting behind this tick.
  for (const auto& each :
       script.broker.handle(broker::in::Tick{}, {script.now().at + hours(5), 0})) {
    EXPECT_TRUE(std::holds_alternative<broker::effect::SendText>(each));
  }
  EXPECT_EQ(script.broker.counts().connections, 1U);
  EXPECT_EQ(script.closed_with(who), 0);
}

TEST(Authorize, A_client_that_does_not_authenticate_is_closed_with_4009) {
  auto options = one_app();
  options.apps[0].authorize_within = seconds(10);
  BrokerScript script(options);
  const ConnectionId open = script.connect();
  const ConnectionId priv = script.connect();
  const ConnectionId user = script.connect();
  script.join(open, "news");
  script.join(priv, "private-x");
  script.sign_in(user, R"({"id":"ann"})");
  script.wait(seconds(10));
  EXPECT_EQ(script.closed_with(open), 4009);
  EXPECT_EQ(script.closed_with(priv), 0);
  EXPECT_EQ(script.closed_with(user), 0);
}

TEST(Authorize, Is_opt_in) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.wait(seconds(100));
  EXPECT_EQ(script.closed_with(who), 0);
}

}  // namespace
}  // namespace oread::test
