#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

bool is_error(const Texts& heard) {
  return heard.size() == 1 &&
         heard.front().find(R"({"event":"pusher:error","data":{"code":null,"message":")") == 0;
}

TEST(ClientMessage, A_ping_is_answered_whatever_its_data) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (const char* data : {"", R"(,"data":{})", R"(,"data":"{}")", R"(,"data":null)"}) {
    script.say(who, std::string(R"({"event":"pusher:ping")") + data + "}");
    EXPECT_EQ(script.take(who), Texts{R"({"event":"pusher:pong","data":"{}"})"});
  }
}

TEST(ClientMessage, An_invalid_message_is_answered_with_an_error_and_the_connection_stays) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (const char* text :
       {"nope", "", "5", "null", "[]", "{}", R"({"event":5})", R"({"event":null})",
        R"({"event":["pusher:ping"]})", R"({"event":"pusher:ping"} x)",
        R"({"event":"pusher:ping",})", R"({"event":"pusher:ping","event":"pusher:pong"})",
        R"("pusher:ping")"}) {
    script.say(who, text);
    EXPECT_TRUE(is_error(script.take(who))) << text;
    EXPECT_TRUE(script.is_served(who)) << text;
  }
}

TEST(ClientMessage, Events_of_servers_and_unknown_ones_have_no_effect) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(ann, "private-x");
  script.join(bob, "private-x");
  for (const char* event :
       {"pusher:connection_established", "pusher:error", "pusher_internal:subscription_succeeded",
        "pusher_internal:member_added", "pusher_internal:member_removed", "pusher:respond",
        "pusher:__construct", "pusher:toString", "pusher:x", "foo", "", "Client-x", "client",
        "foo-client-x", "pusher:client-x"}) {
    script.say(ann, std::string(R"({"event":")") + event +
                        R"(","channel":"private-x","data":{"channel":"private-x"}})");
    EXPECT_TRUE(is_error(script.take(ann))) << event;
    EXPECT_EQ(script.take(bob), Texts{}) << event;
  }
  EXPECT_TRUE(script.is_served(ann));
}

TEST(ClientMessage, Commands_without_usable_data_get_an_error) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (const char* event : {"pusher:subscribe", "pusher:unsubscribe"}) {
    for (const char* data :
         {"", R"(,"data":null)", R"(,"data":"x")", R"(,"data":[])", R"(,"data":{})",
          R"(,"data":{"channel":null})", R"(,"data":{"channel":5})", R"(,"data":{"channel":{}})",
          R"(,"data":{"channel":""})", R"(,"data":{"channel":"a","channel":"b"})"}) {
      script.say(who, std::string(R"({"event":")") + event + "\"" + data + "}");
      EXPECT_TRUE(is_error(script.take(who))) << event << data;
    }
  }
  EXPECT_EQ(script.get("channels").body, R"({"channels":{}})");
}

TEST(ClientMessage, A_message_over_the_limit_closes_with_the_WebSocket_code) {
  auto options = one_app();
  options.limits.message_bytes = 1024;
  BrokerScript script(options);
  const ConnectionId who = script.connect();
  const std::string ping = R"({"event":"pusher:ping"})";
  script.say(who, ping + std::string(1024 - ping.size(), ' '));
  EXPECT_EQ(script.take(who).size(), 1U);
  script.say(who, ping + std::string(1025 - ping.size(), ' '));
  EXPECT_EQ(script.closed_with(who), 1009);
}

TEST(ClientMessage, Depth_is_bounded) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  const std::string deep = R"({"event":"pusher:ping","data":)" + std::string(30'000, '[') +
                           std::string(30'000, ']') + "}";
  script.say(who, deep);
  EXPECT_TRUE(is_error(script.take(who)));
  EXPECT_TRUE(script.is_served(who));
}

TEST(ClientMessage, A_message_that_is_not_UTF8_closes_with_1007) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.say(who, "{\"event\":\"pusher:ping\",\"data\":\"\xff\"}");
  EXPECT_EQ(script.closed_with(who), 1007);
}

TEST(ClientMessage, A_flood_closes_the_connection) {
  auto options = one_app();
  options.limits.messages_per_second = 2;
  BrokerScript script(options);
  const ConnectionId who = script.connect();
  for (int i = 0; i < 20; ++i) script.say(who, R"({"event":"pusher:ping"})");
  EXPECT_EQ(script.closed_with(who), 0);
  script.say(who, R"({"event":"pusher:ping"})");
  EXPECT_EQ(script.closed_with(who), 4100);
}

TEST(ClientMessage, Messages_of_unknown_and_closed_connections_are_ignored) {
  BrokerScript script;
  script.say({77}, R"({"event":"pusher:ping"})");
  EXPECT_EQ(script.take({77}), Texts{});
  const ConnectionId who = script.connect();
  script.hang_up(who);
  script.hang_up(who);
  script.say(who, R"({"event":"pusher:ping"})");
  EXPECT_EQ(script.take(who), Texts{});
}

}  // namespace
}  // namespace oread::test
