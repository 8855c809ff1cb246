// Nodes come and go, and messages are lost: afterwards everybody knows what is true.
#include "broker/cluster/cluster.hpp"

#include <gtest/gtest.h>

#include "support/cluster_script.hpp"

namespace oread::test {
namespace {

const std::string kAnn = R"({"user_id":"ann"})";
const std::string kBob = R"({"user_id":"bob"})";

std::string users(BrokerScript& script) {
  return script.get("channels/presence-x/users").body;
}

const std::string kOnlyAnn = R"({"users":[{"id":"ann"}]})";
const std::string kOnlyBob = R"({"users":[{"id":"bob"}]})";
const std::string kBoth = R"({"users":[{"id":"ann"},{"id":"bob"}]})";

std::vector<std::string> names_of(const std::vector<broker::effect::Notice>& notices) {
  std::vector<std::string> out;
  for (const auto& each : notices) {
    if (each.kind == broker::NoticeKind::NodeJoined || each.kind == broker::NoticeKind::NodeGone) {
      out.push_back(each.text);
    }
  }
  return out;
}

TEST(Cluster, A_node_that_joins_later_knows_everything_with_the_cached_events) {
  ClusterScript cluster;
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster[1].join(cluster[1].connect(), "presence-x", kBob);
  cluster[0].publish("cache-x", "e", "1");
  cluster.settle();
  BrokerScript& late = cluster.add("z");
  cluster.wait(Millis(100));
  EXPECT_EQ(users(late), kBoth);
  const ConnectionId who = late.connect();
  late.subscribe(who, "cache-x");
  EXPECT_EQ(late.take(who).back(), R"({"event":"e","data":"1","channel":"cache-x"})");
}

TEST(Cluster, A_node_that_ends_takes_its_clients_with_it_at_once) {
  ClusterScript cluster;
  const ConnectionId bob = cluster[1].connect();
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster[1].join(bob, "presence-x", kBob);
  cluster.settle();
  cluster[1].take(bob);
  cluster[0].give(broker::in::Drain{});
  EXPECT_EQ(take(cluster, 1, bob).size(), 1U);
  EXPECT_EQ(users(cluster[1]), kOnlyBob);
  EXPECT_EQ(names_of(cluster[1].notices), (std::vector<std::string>{"a", "a: it has ended"}));
}

TEST(Cluster, A_node_that_is_silent_is_forgotten_after_15_seconds) {
  ClusterScript cluster;
  const ConnectionId bob = cluster[1].connect();
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster[1].join(bob, "presence-x", kBob);
  cluster.settle();
  cluster[1].take(bob);
  cluster.kill(0);
  cluster.wait(Millis(9'000));
  EXPECT_EQ(users(cluster[1]), kBoth);
  cluster.wait(Millis(7'000));
  EXPECT_EQ(users(cluster[1]), kOnlyBob);
  EXPECT_EQ(cluster[1].take(bob).size(), 1U);
  EXPECT_EQ(names_of(cluster[1].notices).back(), "a: it has been silent for too long");
}

TEST(Cluster, Idle_nodes_do_not_lose_each_other) {
  ClusterScript cluster(3);
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster.wait(std::chrono::minutes(2));
  EXPECT_EQ(users(cluster[2]), kOnlyAnn);
}

TEST(Cluster, Without_the_medium_nobody_is_forgotten_and_afterwards_all_is_true_again) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[0].connect();
  const ConnectionId bob = cluster[1].connect();
  cluster[0].join(ann, "presence-x", kAnn);
  cluster[1].join(bob, "presence-x", kBob);
  cluster.settle();
  cluster[1].take(bob);
  cluster.cut(0);
  cluster.cut(1);
  cluster.wait(std::chrono::minutes(1));
  EXPECT_EQ(users(cluster[0]), kBoth);
  EXPECT_EQ(users(cluster[1]), kBoth);
  cluster[0].hang_up(ann);
  cluster[0].join(cluster[0].connect(), "presence-y", kAnn);
  cluster.heal(0);
  cluster.heal(1);
  cluster.wait(Millis(30'000));
  EXPECT_EQ(users(cluster[1]), kOnlyBob);
  EXPECT_EQ(cluster[1].take(bob).size(), 1U);
  EXPECT_EQ(cluster[1].get("channels/presence-y/users").body, kOnlyAnn);
}

TEST(Cluster, A_lost_message_is_noticed_and_everything_is_told_again) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[0].connect();
  cluster[0].join(ann, "presence-x", kAnn);
  cluster.settle();
  cluster.loses = [](const std::string& text) {
    return text.find(R"("left":"ann")") != std::string::npos;
  };
  cluster[0].unsubscribe(ann, "presence-x");
  cluster.settle();
  EXPECT_EQ(users(cluster[1]), kOnlyAnn);
  cluster.loses = [](const std::string&) { return false; };
  // The next sign of life shows that one is missing.
  cluster.wait(Millis(6'000));
  EXPECT_EQ(users(cluster[1]), R"({"users":[]})");
}

TEST(Cluster, Any_lost_message_is_made_good) {
  for (int lost = 0; lost < 40; ++lost) {
    ClusterScript cluster(3);
    int number = 0;
    cluster.loses = [&](const std::string&) { return number++ == lost; };
    const ConnectionId ann = cluster[0].connect();
    const ConnectionId bob = cluster[1].connect();
    cluster[0].join(ann, "presence-x", kAnn);
    cluster[1].join(bob, "presence-x", kBob);
    cluster.settle();
    cluster[0].sign_in(ann, R"({"id":"ann"})");
    cluster[0].join(cluster[0].connect(), "news");
    cluster.settle();
    cluster[1].hang_up(bob);
    cluster.add("z");
    cluster.wait(Millis(12'000));
    for (std::size_t node = 0; node < 4; ++node) {
      EXPECT_EQ(users(cluster[node]), kOnlyAnn) << lost << " on " << node;
      EXPECT_EQ(cluster[node].get("connections").body, R"({"connections":2})") << lost;
      EXPECT_EQ(cluster[node].get("channels").body, R"({"channels":{"news":{},"presence-x":{}}})");
    }
  }
}

TEST(Cluster, A_node_that_starts_again_has_another_id_and_is_not_mixed_up) {
  ClusterScript cluster;
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster.settle();
  cluster.kill(0);
  cluster.add("a2");
  cluster[2].join(cluster[2].connect(), "presence-x", kAnn);
  cluster.wait(Millis(20'000));
  EXPECT_EQ(users(cluster[1]), kOnlyAnn);
  EXPECT_EQ(cluster[1].get("connections").body, R"({"connections":1})");
}

TEST(Cluster, A_node_that_is_alone_wakes_only_to_say_that_it_is_alive) {
  BrokerScript script(node_options("a"));
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
  script.give(broker::in::NodesReachable{});
  ASSERT_TRUE(script.broker.deadline());
  script.told.clear();
  script.wait(Millis(15'000));
  EXPECT_EQ(script.told.size(), 3U);
  script.give(broker::in::NodesUnreachable{});
  EXPECT_EQ(script.broker.deadline(), std::nullopt);
}

}  // namespace
}  // namespace oread::test
