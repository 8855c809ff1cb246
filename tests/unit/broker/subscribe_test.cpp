#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

/// Whether the only message received refuses this channel by name, and a publication does not reach
/// it.
bool is_refused(BrokerScript& script, ConnectionId who, const std::string& channel) {
  const Texts heard = script.take(who);
  if (heard.size() != 1) return false;
  const std::string& message = heard.front();
  if (message.find(R"({"event":"pusher:subscription_error","data":{"type":")") != 0) return false;
  if (message.find(R"("channel":")" + channel + "\"}") == std::string::npos) return false;
  script.publish(channel, "e", "secret");
  return script.take(who).empty() && script.is_served(who);
}

TEST(Subscribe, An_open_channel_is_acknowledged_with_a_string) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.ask_subscribe(who, "news");
  EXPECT_EQ(
      script.take(who),
      Texts{R"({"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"news"})"});
}

TEST(Subscribe, An_open_channel_tolerates_auth_of_any_kind) {
  BrokerScript script;
  for (const char* auth : {R"("")", "null", R"("x:y")", "5"}) {
    const ConnectionId who = script.connect();
    script.say(who, std::string(R"({"event":"pusher:subscribe","data":{"channel":"news","auth":)") +
                        auth + "}}");
    EXPECT_NE(script.take(who).front().find("subscription_succeeded"), std::string::npos) << auth;
  }
}

TEST(Subscribe, A_right_signature_opens_every_protected_class) {
  for (const char* channel : {"private-x", "private-cache-x", "private-encrypted-x",
                              "private-encrypted-cache-x", "presence-x", "presence-cache-x"}) {
    BrokerScript script;
    script.join(script.connect(), channel,
                channel[1] == 'r' && channel[2] == 'e' ? R"({"user_id":"1"})" : "");
  }
}

TEST(Subscribe, No_wrong_signature_opens_any_protected_class) {
  for (const std::string channel :
       {"private-x", "private-cache-x", "private-encrypted-x", "private-encrypted-cache-x",
        "presence-x", "presence-cache-x", "private-a-cache-b", "private-a-encrypted-b",
        "private-a-presence-b", "presence-a-cache-b", "presence-a-private-b", "private-cache-"}) {
    BrokerScript script;
    const ConnectionId who = script.connect();
    const ConnectionId other = script.connect();
    const std::string right = script.auth(who, channel);
    const std::string signature = right.substr(4);
    const auto expect_refusal = [&](const std::string& auth) {
      std::string message = R"({"event":"pusher:subscribe","data":{"channel":")";
      message.append(channel).append(R"(","auth":)").append(auth).append("}}");
      script.say(who, message);
      EXPECT_TRUE(is_refused(script, who, channel)) << channel << " " << auth;
    };
    for (const std::string& auth :
         {std::string(), std::string("x"), std::string("key:"), "key:" + std::string(64, '0'),
          signature, "other:" + signature, right + " ", right + "\n", script.auth(other, channel),
          script.auth(who, "private-other"), script.auth(who, channel, "{}")}) {
      expect_refusal(nlohmann::json(auth).dump());
    }
    for (const char* auth : {"null", "5", "{}", "[]", "true"}) {
      expect_refusal(auth);
    }
  }
}

TEST(Subscribe, A_signature_does_not_survive_its_socket) {
  BrokerScript script;
  const ConnectionId first = script.connect();
  const std::string auth = script.auth(first, "private-x");
  script.hang_up(first);
  const ConnectionId second = script.connect();
  script.ask_subscribe(second, "private-x", auth);
  EXPECT_TRUE(is_refused(script, second, "private-x"));
}

TEST(Subscribe, Channel_data_is_covered_by_the_signature_byte_by_byte) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  const std::string signed_data = R"({"user_id":"1"})";
  const std::string auth = script.auth(who, "presence-x", signed_data);
  for (const std::string changed :
       {R"({"user_id": "1"})", R"({"user_id":"2"})", R"({"user_id":"\u0031"})", ""}) {
    script.ask_subscribe(who, "presence-x", auth, changed);
    EXPECT_TRUE(is_refused(script, who, "presence-x")) << changed;
  }
  script.join(who, "presence-x", signed_data);
}

TEST(Subscribe, A_private_channel_may_sign_channel_data_too) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.ask_subscribe(who, "private-x", script.auth(who, "private-x"), "unsigned");
  EXPECT_TRUE(is_refused(script, who, "private-x"));
  script.join(who, "private-x", "anything");
}

TEST(Subscribe, A_presence_channel_needs_a_member) {
  for (const std::string data :
       {"", "x", "5", "{}", R"({"user_id":""})", R"({"user_id":{}})", R"({"user_info":{}})"}) {
    BrokerScript script;
    const ConnectionId who = script.connect();
    script.subscribe(who, "presence-x", data);
    EXPECT_TRUE(is_refused(script, who, "presence-x")) << data;
    EXPECT_EQ(script.get("channels/presence-x/users").body, R"({"users":[]})");
    EXPECT_EQ(script.broker.counts().subscriptions, 0U);
  }
}

TEST(Subscribe, A_refusal_does_not_affect_other_channels) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "news");
  script.ask_subscribe(who, "private-x", "key:bad");
  EXPECT_TRUE(is_refused(script, who, "private-x"));
  script.publish("news", "e", "1");
  EXPECT_EQ(script.take(who).size(), 1U);
}

TEST(Subscribe, Bad_names_are_refused) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  for (const std::string name : {"a b", "a\n", "a:b", "a/b", "ä", "#x", "a#", "\xF0\x9F\x98\x80"}) {
    script.ask_subscribe(who, name);
    const Texts heard = script.take(who);
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_NE(heard.front().find("NameError"), std::string::npos) << name;
  }
  script.ask_subscribe(who, std::string(200, 'a'));
  EXPECT_NE(script.take(who).front().find("succeeded"), std::string::npos);
  script.ask_subscribe(who, std::string(201, 'a'));
  EXPECT_NE(script.take(who).front().find("pusher:error"), std::string::npos);
  EXPECT_EQ(script.broker.counts().channels, 1U);
}

TEST(Subscribe, Only_the_user_can_join_a_user_channel) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  const std::string channel = "#server-to-user-9";
  script.ask_subscribe(who, channel);
  EXPECT_TRUE(is_refused(script, who, channel));
  script.subscribe(who, channel);
  EXPECT_TRUE(is_refused(script, who, channel));
  script.sign_in(who, R"({"id":"8"})");
  script.take(who);
  script.ask_subscribe(who, channel);
  EXPECT_TRUE(is_refused(script, who, channel));
}

TEST(Subscribe, Twice_is_an_error_and_delivers_once) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "presence-x", R"({"user_id":"1"})");
  script.subscribe(who, "presence-x", R"({"user_id":"2"})");
  EXPECT_EQ(script.take(who),
            Texts{R"({"event":"pusher:error","data":{"code":null,"message":)"
                  R"("Existing subscription to this channel"},"channel":"presence-x"})"});
  script.publish("presence-x", "e", "1");
  EXPECT_EQ(script.take(who).size(), 1U);
}

TEST(Subscribe, After_unsubscribing_nothing_is_received) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.join(who, "news");
  script.unsubscribe(who, "news");
  script.publish("news", "e", "1");
  EXPECT_EQ(script.take(who), Texts{});
  script.join(who, "news");
  script.publish("news", "e", "1");
  EXPECT_EQ(script.take(who).size(), 1U);
}

TEST(Subscribe, Unsubscribing_without_a_subscription_is_an_error_without_effect) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(bob, "news");
  script.unsubscribe(ann, "news");
  EXPECT_NE(script.take(ann).front().find("No current subscription"), std::string::npos);
  script.publish("news", "e", "1");
  EXPECT_EQ(script.take(bob).size(), 1U);
}

TEST(Subscribe, Channels_of_a_connection_and_of_an_app_are_bounded) {
  auto options = one_app();
  options.limits.channels_per_connection = 2;
  options.limits.channels = 3;
  BrokerScript script(options);
  const ConnectionId ann = script.connect();
  script.join(ann, "a");
  script.join(ann, "b");
  script.ask_subscribe(ann, "c");
  EXPECT_TRUE(is_refused(script, ann, "c"));
  const ConnectionId bob = script.connect();
  script.join(bob, "c");
  script.ask_subscribe(bob, "d");
  EXPECT_TRUE(is_refused(script, bob, "d"));
  script.join(bob, "a");
}

TEST(Subscribe, Apps_do_not_hear_each_other) {
  BrokerScript script(two_apps());
  const ConnectionId ann = script.connect("key");
  const ConnectionId bob = script.connect("key2");
  script.join(ann, "news");
  script.join(bob, "news");
  script.publish("news", "e", "1", {}, "2");
  EXPECT_EQ(script.take(ann), Texts{});
  EXPECT_EQ(script.take(bob).size(), 1U);
  // A signature of app 1 is not valid in app 2.
  script.subscribe(bob, "private-x");
  EXPECT_TRUE(is_refused(script, bob, "private-x"));
}

TEST(Subscribe, A_name_in_another_spelling_is_the_same_name) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.say(who, R"({"event":"pusher:subscribe","data":{"channel":"\u0070rivate-x"}})");
  EXPECT_TRUE(is_refused(script, who, "private-x"));
}

}  // namespace
}  // namespace oread::test
