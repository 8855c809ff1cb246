// Clients of one node hear of clients of the others, each time exactly once.
#include "broker/cluster/news.hpp"

#include <gtest/gtest.h>

#include "support/cluster_script.hpp"

namespace oread::test {
namespace {

const std::string kAnn = R"({"user_id":"ann","user_info":{"name":"Ann"}})";
const std::string kBob = R"({"user_id":"bob"})";
const std::string kAddedAnn =
    R"({"event":"pusher_internal:member_added","data":"{\"user_id\":\"ann\",\"user_info\":{\"name\":\"Ann\"}}","channel":"presence-x"})";
const std::string kRemovedAnn =
    R"({"event":"pusher_internal:member_removed","data":"{\"user_id\":\"ann\"}","channel":"presence-x"})";

TEST(ClusterPresence, Members_of_all_nodes_see_each_other) {
  ClusterScript cluster;
  const ConnectionId bob = cluster[1].connect();
  cluster[1].join(bob, "presence-x", kBob);
  cluster.settle();
  const ConnectionId ann = cluster[0].connect();
  cluster[0].subscribe(ann, "presence-x", kAnn);
  EXPECT_NE(take(cluster, 0, ann).front().find(R"(\"ids\":[\"ann\",\"bob\"])"), std::string::npos);
  EXPECT_EQ(take(cluster, 1, bob), Texts{kAddedAnn});
  cluster[0].hang_up(ann);
  EXPECT_EQ(take(cluster, 1, bob), Texts{kRemovedAnn});
}

TEST(ClusterPresence, A_user_on_two_nodes_comes_and_goes_once) {
  ClusterScript cluster(3);
  const ConnectionId bob = cluster[2].connect();
  cluster[2].join(bob, "presence-x", kBob);
  cluster.settle();
  const ConnectionId tab1 = cluster[0].connect();
  const ConnectionId tab2 = cluster[1].connect();
  cluster[0].join(tab1, "presence-x", kAnn);
  cluster.settle();
  cluster[1].join(tab2, "presence-x", kAnn);
  EXPECT_EQ(take(cluster, 2, bob), Texts{kAddedAnn});
  EXPECT_EQ(take(cluster, 0, tab1), Texts{});
  cluster[0].hang_up(tab1);
  EXPECT_EQ(take(cluster, 2, bob), Texts{});
  EXPECT_EQ(take(cluster, 1, tab2), Texts{});
  cluster[1].hang_up(tab2);
  EXPECT_EQ(take(cluster, 2, bob), Texts{kRemovedAnn});
}

TEST(ClusterPresence, A_channel_that_is_full_elsewhere_is_full) {
  auto options = one_app();
  options.limits.presence_members = 1;
  ClusterScript cluster(2, options);
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster.settle();
  const ConnectionId bob = cluster[1].connect();
  cluster[1].subscribe(bob, "presence-x", kBob);
  EXPECT_NE(cluster[1].take(bob).front().find("LimitReached"), std::string::npos);
  cluster[1].join(cluster[1].connect(), "presence-x", kAnn);
}

TEST(ClusterPresence, Numbers_stay_numbers_as_on_one_server) {
  auto options = one_app();
  options.like = broker::Like::Reverb;
  ClusterScript cluster(2, options);
  const ConnectionId bob = cluster[1].connect();
  cluster[1].join(bob, "presence-x", R"({"user_id":7})");
  cluster[0].join(cluster[0].connect(), "presence-x", R"({"user_id":8,"user_info":[]})");
  EXPECT_EQ(take(cluster, 1, bob).front(),
            R"({"event":"pusher_internal:member_added","data":"{\"user_id\":8,\"user_info\":[]}",)"
            R"("channel":"presence-x"})");
}

TEST(ClusterCounts, Subscribers_of_all_nodes_are_counted) {
  auto options = one_app();
  options.apps[0].subscription_count = true;
  ClusterScript cluster(2, options);
  const ConnectionId here = cluster[0].connect();
  cluster[0].join(here, "news");
  cluster.settle();
  cluster[1].join(cluster[1].connect(), "news");
  EXPECT_EQ(take(cluster, 0, here),
            Texts{R"({"event":"pusher_internal:subscription_count",)"
                  R"("data":"{\"subscription_count\":2}","channel":"news"})"});
}

TEST(ClusterUsers, Watchers_learn_who_is_online_on_other_nodes) {
  ClusterScript cluster;
  const ConnectionId watcher = cluster[0].connect();
  cluster[0].sign_in(watcher, R"({"id":"bob","watchlist":["ann"]})");
  cluster[0].take(watcher);
  const ConnectionId ann = cluster[1].connect();
  cluster[1].sign_in(ann, R"({"id":"ann"})");
  Texts heard = take(cluster, 0, watcher);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_NE(heard[0].find(R"(\"online\",\"user_ids\":[\"ann\"])"), std::string::npos);
  cluster[1].hang_up(ann);
  heard = take(cluster, 0, watcher);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_NE(heard[0].find(R"(\"offline\",\"user_ids\":[\"ann\"])"), std::string::npos);
}

TEST(ClusterUsers, A_new_watcher_learns_who_is_online_on_other_nodes) {
  ClusterScript cluster;
  cluster[1].sign_in(cluster[1].connect(), R"({"id":"ann"})");
  cluster.settle();
  const ConnectionId watcher = cluster[0].connect();
  cluster[0].sign_in(watcher, R"({"id":"bob","watchlist":["ann"]})");
  EXPECT_NE(cluster[0].take(watcher).back().find(R"(\"online\",\"user_ids\":[\"ann\"])"),
            std::string::npos);
}

/// Options with one receiver of webhooks, which are sent after 100 ms.
broker::Options with_webhook() {
  auto options = one_app();
  options.apps[0].webhooks = {broker::Webhook{"http://hooks", {}, {}, 50}};
  return options;
}

std::string bodies(const BrokerScript& script) {
  std::string out;
  for (const auto& each : script.webhooks) out += each.body + "\n";
  return out;
}

TEST(ClusterWebhooks, The_first_and_the_last_of_all_nodes_are_reported_by_their_own) {
  ClusterScript cluster(2, with_webhook());
  const ConnectionId first = cluster[0].connect();
  const ConnectionId last = cluster[1].connect();
  cluster[0].join(first, "presence-x", kAnn);
  cluster.settle();
  cluster[1].join(last, "presence-x", kAnn);
  cluster.wait(Millis(200));
  EXPECT_NE(bodies(cluster[0]).find("channel_occupied"), std::string::npos);
  EXPECT_NE(bodies(cluster[0]).find("member_added"), std::string::npos);
  EXPECT_EQ(bodies(cluster[1]), "");
  cluster[0].webhooks.clear();
  cluster[0].hang_up(first);
  cluster.settle();
  cluster[1].hang_up(last);
  cluster.wait(Millis(4'000));
  EXPECT_EQ(bodies(cluster[0]), "");
  EXPECT_NE(bodies(cluster[1]).find("member_removed"), std::string::npos);
  EXPECT_NE(bodies(cluster[1]).find("channel_vacated"), std::string::npos);
}

TEST(ClusterWebhooks, Who_comes_back_on_another_node_within_the_grace_time_is_not_reported) {
  ClusterScript cluster(2, with_webhook());
  const ConnectionId before = cluster[0].connect();
  cluster[0].join(before, "presence-x", kAnn);
  cluster.wait(Millis(200));
  cluster[0].webhooks.clear();
  cluster[0].hang_up(before);
  cluster.wait(Millis(1'000));
  cluster[1].join(cluster[1].connect(), "presence-x", kAnn);
  cluster.wait(Millis(5'000));
  EXPECT_EQ(bodies(cluster[0]), "");
  EXPECT_EQ(bodies(cluster[1]), "");
}

TEST(ClusterWebhooks, One_of_the_others_reports_for_a_node_that_is_lost) {
  ClusterScript cluster(3, with_webhook());
  cluster[0].join(cluster[0].connect(), "presence-x", kAnn);
  cluster.wait(Millis(200));
  cluster.kill(0);
  cluster.wait(Millis(25'000));
  EXPECT_NE(bodies(cluster[1]).find("member_removed"), std::string::npos);
  EXPECT_NE(bodies(cluster[1]).find("channel_vacated"), std::string::npos);
  EXPECT_EQ(bodies(cluster[2]), "");
}

TEST(ClusterCache, A_miss_is_reported_once_until_an_event_fills_the_channel) {
  ClusterScript cluster(2, with_webhook());
  cluster[0].join(cluster[0].connect(), "cache-x");
  cluster.settle();
  cluster[1].join(cluster[1].connect(), "cache-x");
  cluster.wait(Millis(200));
  EXPECT_EQ(bodies(cluster[1]).find("cache_miss"), std::string::npos);
  cluster[1].publish("cache-x", "e", "1");
  cluster.settle();
  cluster.wait(std::chrono::minutes(31));
  cluster[1].join(cluster[1].connect(), "cache-x");
  cluster.wait(Millis(200));
  EXPECT_NE(bodies(cluster[1]).find("cache_miss"), std::string::npos);
}

}  // namespace
}  // namespace oread::test
