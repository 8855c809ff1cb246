// Every node answers for all.
#include "broker/cluster/elsewhere.hpp"

#include <gtest/gtest.h>

#include "support/cluster_script.hpp"

namespace oread::test {
namespace {

TEST(ClusterApi, Queries_are_answered_for_all_nodes) {
  ClusterScript cluster;
  cluster[0].join(cluster[0].connect(), "news");
  cluster[1].join(cluster[1].connect(), "news");
  cluster[1].join(cluster[1].connect(), "presence-x", R"({"user_id":"ann"})");
  cluster.settle();
  for (std::size_t node = 0; node < 2; ++node) {
    BrokerScript& script = cluster[node];
    EXPECT_EQ(script.get("channels").body, R"({"channels":{"news":{},"presence-x":{}}})");
    EXPECT_EQ(
        script.get("channels", {{"info", "subscription_count"}}).body,
        R"({"channels":{"news":{"subscription_count":2},"presence-x":{"subscription_count":1}}})");
    EXPECT_EQ(
        script.get("channels", {{"filter_by_prefix", "presence-"}, {"info", "user_count"}}).body,
        R"({"channels":{"presence-x":{"user_count":1}}})");
    EXPECT_EQ(script.get("channels/presence-x").body, R"({"occupied":true})");
    EXPECT_EQ(script.get("channels/presence-x/users").body, R"({"users":[{"id":"ann"}]})");
    EXPECT_EQ(script.get("channels/none").body, R"({"occupied":false})");
    EXPECT_EQ(script.get("connections").body, R"({"connections":3})");
  }
}

TEST(ClusterApi, The_quota_of_connections_is_that_of_all_nodes) {
  auto options = one_app();
  options.apps[0].max_connections = 2;
  ClusterScript cluster(2, options);
  cluster[0].connect();
  cluster[1].connect();
  cluster.settle();
  const ConnectionId third = cluster[0].arrive({});
  EXPECT_EQ(cluster[0].closed_with(third), 4004);
}

TEST(ClusterApi, Apps_of_other_ids_stay_apart) {
  ClusterScript cluster(2, two_apps());
  cluster[1].join(cluster[1].connect("key2"), "news");
  cluster.settle();
  EXPECT_EQ(cluster[0].get("channels").body, R"({"channels":{}})");
}

}  // namespace
}  // namespace oread::test
