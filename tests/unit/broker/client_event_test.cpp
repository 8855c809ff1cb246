#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

struct Pair {
  explicit Pair(const std::string& channel, const broker::Options& options = one_app())
      : script(options), ann(script.connect()), bob(script.connect()) {
    const bool presence = channel.rfind("presence-", 0) == 0;
    script.join(ann, channel, presence ? R"({"user_id":"ann"})" : "");
    script.join(bob, channel, presence ? R"({"user_id":"bob"})" : "");
    script.take(ann);
  }
  BrokerScript script;
  ConnectionId ann;
  ConnectionId bob;
};

std::string code_of_refusal(const Texts& heard) {
  if (heard.size() != 1) return "no single answer";
  const std::string start = R"({"event":"pusher:error","data":{"code":)";
  if (heard.front().find(start) != 0) return heard.front();
  return heard.front().substr(start.size(), 4);
}

TEST(ClientEvent, Is_sent_to_all_others_with_its_data_unchanged) {
  for (const std::string data :
       {R"("text")", R"("{\"a\":1}")", "5", "1.0", "1e2", "null", "true", "[]", "{}",
        R"({"0":1,"1":2})", R"({ "spaced" : [1, 2] })", R"("\ud83d\ude00")",
        R"({"channel":"a","channel_data":"b","user_data":"c","event":"d"})"}) {
    Pair pair("private-x");
    pair.script.say(pair.ann, R"({"event":"client-e","channel":"private-x","data":)" + data + "}");
    EXPECT_EQ(pair.script.take(pair.bob),
              Texts{R"({"event":"client-e","data":)" + data + R"(,"channel":"private-x"})"});
    EXPECT_EQ(pair.script.take(pair.ann), Texts{});
  }
}

TEST(ClientEvent, Without_data_it_stays_without) {
  Pair pair("private-x");
  pair.script.say(pair.ann, R"({"event":"client-e","channel":"private-x"})");
  EXPECT_EQ(pair.script.take(pair.bob), Texts{R"({"event":"client-e","channel":"private-x"})"});
}

TEST(ClientEvent, On_a_presence_channel_the_verified_user_is_named) {
  Pair pair("presence-x");
  pair.script.say(pair.ann,
                  R"({"event":"client-e","channel":"presence-x","data":1,"user_id":"admin"})");
  EXPECT_EQ(pair.script.take(pair.bob),
            Texts{R"({"event":"client-e","data":1,"channel":"presence-x","user_id":"ann"})"});
}

TEST(ClientEvent, Nothing_else_from_the_sender_is_passed_on) {
  Pair pair("private-x");
  pair.script.say(pair.ann,
                  R"({"event":"client-e","channel":"private-x","data":1,"user_id":"admin",)"
                  R"("channels":["private-y"],"socket_id":"1.1","extra":true})");
  EXPECT_EQ(pair.script.take(pair.bob),
            Texts{R"({"event":"client-e","data":1,"channel":"private-x"})"});
}

TEST(ClientEvent, Unsigned_channel_data_of_an_open_channel_is_not_a_user) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.ask_subscribe(ann, "news", "", R"({"user_id":"admin"})");
  script.join(bob, "news");
  script.take(ann);
  script.say(ann, R"({"event":"client-e","channel":"news","data":1})");
  EXPECT_EQ(code_of_refusal(script.take(ann)), "null");
  EXPECT_EQ(script.take(bob), Texts{});
}

TEST(ClientEvent, Cache_and_encrypted_channels_relay_too) {
  for (const std::string channel : {"private-cache-x", "private-encrypted-x", "presence-cache-x"}) {
    Pair pair(channel);
    pair.script.take(pair.bob);
    pair.script.say(pair.ann, R"({"event":"client-e","channel":")" + channel + R"(","data":1})");
    EXPECT_EQ(pair.script.take(pair.bob).size(), 1U) << channel;
  }
}

TEST(ClientEvent, Only_subscribers_may_send) {
  BrokerScript script;
  const ConnectionId ann = script.connect();
  const ConnectionId bob = script.connect();
  script.join(bob, "private-x");
  const std::string event = R"({"event":"client-e","channel":"private-x","data":1})";
  script.say(ann, event);
  EXPECT_EQ(code_of_refusal(script.take(ann)), "null");
  script.ask_subscribe(ann, "private-x", "key:bad");
  script.take(ann);
  script.say(ann, event);
  EXPECT_EQ(code_of_refusal(script.take(ann)), "null");
  script.join(ann, "private-x");
  script.unsubscribe(ann, "private-x");
  script.say(ann, event);
  EXPECT_EQ(code_of_refusal(script.take(ann)), "null");
  EXPECT_EQ(script.take(bob), Texts{});
}

TEST(ClientEvent, A_channel_that_is_not_a_string_is_refused) {
  Pair pair("private-x");
  for (const char* channel : {"null", "5", R"(["private-x"])", R"("")"}) {
    pair.script.say(pair.ann,
                    std::string(R"({"event":"client-e","data":1,"channel":)") + channel + "}");
    EXPECT_EQ(code_of_refusal(pair.script.take(pair.ann)), "null") << channel;
  }
}

TEST(ClientEvent, A_name_needs_more_than_the_prefix_and_is_bounded) {
  Pair pair("private-x");
  const auto send = [&](const std::string& name) {
    pair.script.say(pair.ann, R"({"event":")" + name + R"(","channel":"private-x","data":1})");
    return pair.script.take(pair.bob).size();
  };
  EXPECT_EQ(send("client-"), 0U);
  EXPECT_EQ(send("client-" + std::string(193, 'a')), 1U);
  EXPECT_EQ(send("client-" + std::string(194, 'a')), 0U);
}

TEST(ClientEvent, Data_is_bounded_and_too_much_closes_nothing) {
  Pair pair("private-x");
  const auto send = [&](std::size_t bytes) {
    pair.script.say(pair.ann, R"({"event":"client-e","channel":"private-x","data":")" +
                                  std::string(bytes - 2, 'a') + "\"}");
    return pair.script.take(pair.bob).size();
  };
  EXPECT_EQ(send(10'240), 1U);
  EXPECT_EQ(send(10'241), 0U);
  EXPECT_EQ(code_of_refusal(pair.script.take(pair.ann)), "null");
  EXPECT_TRUE(pair.script.is_served(pair.ann));
}

TEST(ClientEvent, Ten_in_a_second_pass_and_the_rest_is_refused_with_4301) {
  Pair pair("private-x");
  const std::string event = R"({"event":"client-e","channel":"private-x","data":1})";
  for (int i = 0; i < 20; ++i) pair.script.say(pair.ann, event);
  EXPECT_EQ(pair.script.take(pair.bob).size(), 10U);
  EXPECT_EQ(pair.script.take(pair.ann).size(), 10U);
  pair.script.say(pair.ann, event);
  EXPECT_EQ(code_of_refusal(pair.script.take(pair.ann)), "4301");
  pair.script.say(pair.bob, event);
  EXPECT_EQ(pair.script.take(pair.ann).size(), 1U) << "the limit is the sender's own";
  pair.script.wait(std::chrono::seconds(1));
  pair.script.say(pair.ann, event);
  EXPECT_EQ(pair.script.take(pair.bob).size(), 1U);
}

TEST(ClientEvent, An_app_can_disable_them) {
  auto options = one_app();
  options.apps[0].client_events = false;
  Pair pair("private-x", options);
  pair.script.say(pair.ann, R"({"event":"client-e","channel":"private-x","data":1})");
  EXPECT_EQ(code_of_refusal(pair.script.take(pair.ann)), "null");
  EXPECT_EQ(pair.script.take(pair.bob), Texts{});
}

TEST(ClientEvent, Lone_surrogates_never_become_invalid_text) {
  Pair pair("private-x");
  pair.script.say(pair.ann, R"({"event":"client-\ud800","channel":"private-x","data":"\ud800"})");
  EXPECT_EQ(
      pair.script.take(pair.bob),
      Texts{"{\"event\":\"client-\xEF\xBF\xBD\",\"data\":\"\\ud800\",\"channel\":\"private-x\"}"});
}

}  // namespace
}  // namespace oread::test
