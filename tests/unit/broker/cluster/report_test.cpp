// Events, client events and terminations reach the clients of all nodes, once.
#include "broker/cluster/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/cluster_script.hpp"

namespace oread::test {
namespace {

TEST(ClusterEvents, An_event_reaches_the_subscribers_of_all_nodes_once) {
  ClusterScript cluster(3);
  const ConnectionId here = cluster[0].connect();
  const ConnectionId there = cluster[1].connect();
  cluster[0].join(here, "news");
  cluster[1].join(there, "news");
  cluster.settle();
  cluster[2].publish("news", "e", "1");
  const Texts event{R"({"event":"e","data":"1","channel":"news"})"};
  EXPECT_EQ(take(cluster, 0, here), event);
  EXPECT_EQ(take(cluster, 1, there), event);
}

TEST(ClusterEvents, A_connection_of_another_node_can_be_excluded) {
  ClusterScript cluster;
  const ConnectionId sender = cluster[1].connect();
  cluster[1].join(sender, "news");
  cluster[0].publish("news", "e", "1", cluster[1].socket_id(sender));
  EXPECT_EQ(take(cluster, 1, sender), Texts{});
}

TEST(ClusterEvents, What_every_host_is_given_is_not_passed_on) {
  ClusterScript cluster;
  const ConnectionId here = cluster[0].connect();
  const ConnectionId there = cluster[1].connect();
  cluster[0].join(here, "news");
  cluster[1].join(there, "news");
  cluster.settle();
  for (std::size_t node = 0; node < 2; ++node) {
    broker::in::Publish publish;
    publish.app_id = "1";
    publish.channels = {"news"};
    publish.event = "e";
    publish.reaches_all_nodes = true;
    cluster[node].give(std::move(publish));
  }
  EXPECT_EQ(take(cluster, 0, here).size(), 1U);
  EXPECT_EQ(take(cluster, 1, there).size(), 1U);
}

TEST(ClusterEvents, A_user_receives_on_every_node) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[1].connect();
  cluster[1].sign_in(ann, R"({"id":"ann"})");
  cluster[1].take(ann);
  cluster[0].publish("#server-to-user-ann", "e", "1");
  EXPECT_EQ(take(cluster, 1, ann).size(), 1U);
}

TEST(ClusterEvents, A_client_event_carries_the_verified_user) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[0].connect();
  const ConnectionId bob = cluster[1].connect();
  cluster[0].join(ann, "presence-x", R"({"user_id":"ann"})");
  cluster[1].join(bob, "presence-x", R"({"user_id":"bob"})");
  take(cluster, 0, ann);
  cluster.settle();
  cluster[1].take(bob);
  cluster[0].say(ann, R"({"event":"client-typing","channel":"presence-x","data":{"on":true}})");
  EXPECT_EQ(take(cluster, 1, bob),
            Texts{R"({"event":"client-typing","data":{"on":true},"channel":"presence-x",)"
                  R"("user_id":"ann"})"});
  EXPECT_EQ(take(cluster, 0, ann), Texts{});
}

TEST(ClusterEvents, Terminating_a_user_ends_its_connections_on_all_nodes) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[1].connect();
  cluster[1].sign_in(ann, R"({"id":"ann"})");
  EXPECT_EQ(cluster[0].post("users/ann/terminate_connections", "{}").status, 200);
  cluster.settle();
  EXPECT_EQ(cluster[1].closed_with(ann), 4009);
}

TEST(ClusterEvents, Events_wait_while_the_others_are_out_of_reach_but_client_events_do_not) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[0].connect();
  const ConnectionId bob = cluster[1].connect();
  cluster[0].join(ann, "private-x");
  cluster[1].join(bob, "private-x");
  cluster.settle();
  cluster.cut(0);
  cluster[0].publish("private-x", "one", "1");
  cluster[0].say(ann, R"({"event":"client-typing","channel":"private-x"})");
  cluster[0].publish("private-x", "two", "2");
  EXPECT_EQ(take(cluster, 1, bob), Texts{});
  cluster.heal(0);
  EXPECT_EQ(cluster[1].take(bob), (Texts{R"({"event":"one","data":"1","channel":"private-x"})",
                                         R"({"event":"two","data":"2","channel":"private-x"})"}));
}

TEST(ClusterEvents, After_an_outage_events_wait_in_order_for_those_who_come_back_later) {
  ClusterScript cluster(3);
  const ConnectionId bob = cluster[1].connect();
  const ConnectionId eve = cluster[2].connect();
  cluster[1].join(bob, "x");
  cluster[2].join(eve, "x");
  cluster.settle();
  for (std::size_t node = 0; node < 3; ++node) cluster.cut(node);
  cluster[0].publish("x", "e", "1");
  cluster.heal(0);
  cluster.heal(1);
  cluster[0].publish("x", "e", "2");
  cluster.wait(Millis(2'000));
  cluster.heal(2);
  const Texts both{R"({"event":"e","data":"1","channel":"x"})",
                   R"({"event":"e","data":"2","channel":"x"})"};
  EXPECT_EQ(take(cluster, 1, bob), both);
  EXPECT_EQ(take(cluster, 2, eve), both);
}

TEST(ClusterEvents, They_do_not_wait_for_long) {
  ClusterScript cluster(3);
  const ConnectionId bob = cluster[1].connect();
  cluster[1].join(bob, "x");
  for (std::size_t node = 0; node < 3; ++node) cluster.cut(node);
  cluster[0].publish("x", "e", "1");
  cluster.heal(0);
  cluster.heal(1);
  cluster.wait(Millis(4'000));
  EXPECT_EQ(cluster[1].take(bob), Texts{});
  cluster.wait(Millis(2'000));
  EXPECT_EQ(cluster[1].take(bob).size(), 1U);
}

TEST(ClusterEvents, When_too_much_waits_the_oldest_is_dropped_and_this_is_said) {
  auto options = one_app();
  options.limits.held_bytes = 300;
  ClusterScript cluster(2, options);
  const ConnectionId bob = cluster[1].connect();
  cluster[1].join(bob, "x");
  cluster.cut(0);
  for (int i = 0; i < 10; ++i) cluster[0].publish("x", "e", std::to_string(i));
  const auto dropped =
      std::count_if(cluster[0].notices.begin(), cluster[0].notices.end(), [](const auto& each) {
        return each.kind == broker::NoticeKind::NodesMissed && each.text == "event";
      });
  EXPECT_GT(dropped, 0);
  cluster.heal(0);
  const Texts heard = cluster[1].take(bob);
  EXPECT_EQ(heard.size() + static_cast<std::size_t>(dropped), 10U);
  EXPECT_EQ(heard.back(), R"({"event":"e","data":"9","channel":"x"})");
}

TEST(ClusterEvents, A_broker_alone_tells_nothing) {
  BrokerScript script;
  script.give(broker::in::NodesReachable{});
  const ConnectionId ann = script.connect();
  script.join(ann, "presence-x", R"({"user_id":"ann"})");
  script.publish("presence-x", "e", "1");
  script.post("users/ann/terminate_connections", "{}");
  script.give(broker::in::NodeMessage{R"({"from":"b","number":1,"kind":"begin"})"});
  script.wait(std::chrono::minutes(1));
  EXPECT_EQ(script.told, Texts{});
}

TEST(ClusterEvents, Much_is_told_in_parts) {
  ClusterScript cluster;
  const ConnectionId ann = cluster[0].connect();
  for (int i = 0; i < 500; ++i) {
    cluster[0].join(ann, "presence-" + std::to_string(i),
                    R"({"user_id":"ann","user_info":")" + std::string(500, 'x') + "\"}");
  }
  cluster[0].told.clear();
  cluster.add("z");
  cluster.loses = [](const std::string& text) {
    EXPECT_LT(text.size(), 20'000U);
    return false;
  };
  cluster.wait(Millis(100));
  EXPECT_EQ(cluster[2].get("channels/presence-499/users").body, R"({"users":[{"id":"ann"}]})");
}

}  // namespace
}  // namespace oread::test
