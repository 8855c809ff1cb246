// Anyone who can publish on Redis can send messages: nothing in one of them does harm.
#include "broker/cluster/receive.hpp"

#include <gtest/gtest.h>

#include "support/cluster_script.hpp"

namespace oread::test {
namespace {

/// One node, and a stranger who says that it is another.
struct Stranger {
  BrokerScript script{node_options("a")};
  int number = 0;

  Stranger() {
    script.give(broker::in::NodesReachable{});
    say("begin");
    say("end");
  }

  void say(const std::string& kind, const std::string& rest = {}) {
    script.give(broker::in::NodeMessage{R"({"from":"s","number":)" + std::to_string(++number) +
                                        R"(,"kind":")" + kind + "\"" + rest + "}"});
  }
  void facts(const std::string& list) { say("facts", R"(,"app":"1","facts":)" + list); }
};

TEST(NodeMessages, Right_facts_are_taken) {
  Stranger stranger;
  stranger.facts(R"([{"channel":"x","subscribers":2},{"connections":5},{"online":"u"}])");
  EXPECT_EQ(stranger.script.get("channels").body, R"({"channels":{"x":{}}})");
  EXPECT_EQ(stranger.script.get("connections").body, R"({"connections":5})");
}

TEST(NodeMessages, Wrong_facts_are_not) {
  Stranger stranger;
  for (const char* list :
       {"7", "[7]", "[[]]", "[{}]", "[null]", R"([{"channel":"bad name","subscribers":1}])",
        R"([{"channel":"#server-to-user-1","subscribers":1}])",
        R"([{"channel":"x","subscribers":-1}])", R"([{"channel":"x","subscribers":"1"}])",
        R"([{"channel":"x","user_id":"1","user_info":{}}])",
        R"([{"channel":"presence-x","user_id":"","user_info":{}}])",
        R"([{"channel":"presence-x","left":"nobody"}])", R"([{"online":"bad name"}])",
        R"([{"connections":-4}])", R"([{"channel":"x","channel":"y","subscribers":1}])"}) {
    stranger.facts(list);
    EXPECT_EQ(stranger.script.get("channels").body, R"({"channels":{}})") << list;
    EXPECT_EQ(stranger.script.get("connections").body, R"({"connections":0})") << list;
  }
  stranger.say("facts", R"(,"app":"unknown","facts":[{"channel":"x","subscribers":1}])");
  stranger.say("facts", R"(,"facts":[{"channel":"x","subscribers":1}])");
  EXPECT_EQ(stranger.script.get("channels").body, R"({"channels":{}})");
}

TEST(NodeMessages, Facts_count_only_once_all_have_been_told) {
  Stranger stranger;
  stranger.number += 5;
  stranger.facts(R"([{"channel":"x","subscribers":1}])");
  EXPECT_EQ(stranger.script.get("channels").body, R"({"channels":{}})");
  stranger.say("begin");
  stranger.facts(R"([{"channel":"y","subscribers":1}])");
  EXPECT_EQ(stranger.script.get("channels").body, R"({"channels":{}})");
  stranger.say("end");
  EXPECT_EQ(stranger.script.get("channels").body, R"({"channels":{"y":{}}})");
}

TEST(NodeMessages, What_is_said_in_the_name_of_a_node_is_put_right_by_the_node) {
  ClusterScript cluster;
  cluster[0].join(cluster[0].connect(), "x");
  cluster.settle();
  for (const char* text :
       {R"({"from":"a","number":99999,"kind":"facts","app":"1","facts":[{"connections":7}]})",
        R"({"from":"a","number":1,"kind":"leave"})"}) {
    cluster[1].give(broker::in::NodeMessage{text});
    cluster.wait(Millis(6'000));
    EXPECT_EQ(cluster[1].get("connections").body, R"({"connections":1})");
    EXPECT_EQ(cluster[1].get("channels").body, R"({"channels":{"x":{}}})");
  }
}

TEST(NodeMessages, Events_follow_the_rules_of_the_api) {
  Stranger stranger;
  const ConnectionId who = stranger.script.connect();
  stranger.script.join(who, "x");
  for (const char* rest :
       {R"(,"event":"pusher:error","data":"{}","channels":["x"])",
        R"(,"event":"pusher_internal:x","data":"{}","channels":["x"])",
        R"(,"event":"e","data":{},"channels":["x"])", R"(,"event":"e","data":"","channels":"x")",
        R"(,"event":"e","data":"","channels":[])", R"(,"event":"","data":"","channels":["x"])",
        R"(,"event":"e","data":"","channels":["x"],"socket_id":"nonsense")"}) {
    stranger.say("event", std::string(R"(,"app":"1")") + rest);
    EXPECT_EQ(stranger.script.take(who), Texts{}) << rest;
  }
}

TEST(NodeMessages, Client_events_are_client_events) {
  Stranger stranger;
  const ConnectionId who = stranger.script.connect();
  stranger.script.join(who, "private-x");
  stranger.script.join(who, "x");
  for (const char* rest :
       {R"(,"event":"e","channel":"private-x")", R"(,"event":"client-e","channel":"x")",
        R"(,"event":"client-e","channel":"private-y")", R"(,"event":"client-e")",
        R"(,"event":"client-e","channel":"private-x","user_id":{"id":"1"})"}) {
    stranger.say("whisper", std::string(R"(,"app":"1")") + rest);
    EXPECT_EQ(stranger.script.take(who), Texts{}) << rest;
  }
  stranger.say("whisper", R"(,"app":"1","event":"client-e","channel":"private-x","data":[1])");
  EXPECT_EQ(stranger.script.take(who).size(), 1U);
}

TEST(NodeMessages, Cached_events_do_not_replace_what_is_known) {
  Stranger stranger;
  stranger.script.publish("cache-x", "e", "ours");
  const std::string start = R"(,"app":"1","event":"e","data":"theirs","channel":")";
  stranger.say("cached", start + R"(cache-x","ttl":1000)");
  stranger.say("cached", start + R"(cache-y","ttl":1000)");
  stranger.say("cached", start + R"(cache-z","ttl":-1000)");
  stranger.say("cached", start + R"(news","ttl":1000)");
  const auto cached = [&](const std::string& channel) {
    const ConnectionId who = stranger.script.connect();
    stranger.script.subscribe(who, channel);
    return stranger.script.take(who).back();
  };
  EXPECT_NE(cached("cache-x").find("ours"), std::string::npos);
  EXPECT_NE(cached("cache-y").find("theirs"), std::string::npos);
  EXPECT_NE(cached("cache-z").find("cache_miss"), std::string::npos);
}

TEST(NodeMessages, Too_many_nodes_channels_or_members_do_not_fill_the_memory) {
  auto options = node_options("a");
  options.limits.channels = 10;
  options.limits.presence_members = 3;
  options.limits.connections = 5;
  Stranger stranger;
  stranger.script = BrokerScript(options);
  stranger.script.give(broker::in::NodesReachable{});
  stranger.say("begin");
  for (int i = 0; i < 30; ++i) {
    const std::string number = std::to_string(i);
    stranger.facts(R"([{"channel":"x)" + number + R"(","subscribers":1}])");
    stranger.facts(R"([{"online":"u)" + number + R"("}])");
  }
  stranger.say("end");
  EXPECT_EQ(stranger.script.get("channels").body.find("x10"), std::string::npos);
  stranger.facts(R"([{"channel":"x0","subscribers":0}])");
  for (int i = 0; i < 30; ++i) {
    stranger.facts(R"([{"channel":"presence-x","user_id":")" + std::to_string(i) + "\"}]");
  }
  EXPECT_EQ(stranger.script.get("channels/presence-x/users").body,
            R"({"users":[{"id":"0"},{"id":"1"},{"id":"2"}]})");
  for (int i = 0; i < 200; ++i) {
    stranger.script.give(broker::in::NodeMessage{R"({"from":"n)" + std::to_string(i) +
                                                 R"(","number":1,"kind":"alive"})"});
  }
  int joined = 0;
  for (const auto& each : stranger.script.notices) {
    joined += each.kind == broker::NoticeKind::NodeJoined ? 1 : 0;
  }
  EXPECT_EQ(joined, 64);
}

TEST(NodeMessages, A_node_that_never_answers_is_not_asked_without_end) {
  Stranger stranger;
  stranger.number += 1;
  stranger.script.told.clear();
  for (int i = 0; i < 100; ++i) stranger.say("alive");
  EXPECT_EQ(stranger.script.told.size(), 1U);
  stranger.script.wait(Millis(1'100));
  stranger.say("alive");
  EXPECT_EQ(stranger.script.told.size(), 2U);
}

TEST(NodeMessages, Many_that_ask_are_answered_once) {
  Stranger stranger;
  stranger.script.told.clear();
  for (int i = 0; i < 100; ++i) stranger.say("ask");
  stranger.script.wait(Millis(60));
  EXPECT_EQ(stranger.script.told.size(), 3U);  // begin, the number of connections, end
  stranger.script.told.clear();
  stranger.say("ask", R"(,"to":"somebody-else")");
  stranger.script.wait(Millis(60));
  EXPECT_EQ(stranger.script.told, Texts{});
}

}  // namespace
}  // namespace oread::test
