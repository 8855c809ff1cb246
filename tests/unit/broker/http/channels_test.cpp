#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

struct Occupied {
  Occupied() {
    script.join(script.connect(), "news");
    script.join(script.connect(), "presence-a", R"({"user_id":1})");
    script.join(script.connect(), "presence-a", R"({"user_id":1})");
    script.join(script.connect(), "presence-b", R"({"user_id":"2"})");
    script.join(script.connect(), "private-x");
  }
  BrokerScript script;
};

TEST(Channels, Without_channels_the_list_is_an_empty_object) {
  BrokerScript script;
  const auto answer = script.get("channels");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "application/json");
  EXPECT_EQ(answer.body, R"({"channels":{}})");
}

TEST(Channels, Lists_the_occupied_ones) {
  Occupied occupied;
  EXPECT_EQ(occupied.script.get("channels").body,
            R"({"channels":{"news":{},"presence-a":{},"presence-b":{},"private-x":{}}})");
}

TEST(Channels, Filters_by_prefix_and_counts_users) {
  Occupied occupied;
  EXPECT_EQ(
      occupied.script.get("channels", {{"filter_by_prefix", "presence-"}, {"info", "user_count"}})
          .body,
      R"({"channels":{"presence-a":{"user_count":1},"presence-b":{"user_count":1}}})");
  EXPECT_EQ(
      occupied.script.get("channels", {{"filter_by_prefix", "ne"}, {"info", "subscription_count"}})
          .body,
      R"({"channels":{"news":{"subscription_count":1}}})");
  EXPECT_EQ(occupied.script.get("channels", {{"filter_by_prefix", "zzz"}}).body,
            R"({"channels":{}})");
}

TEST(Channels, User_count_without_a_presence_filter_is_400) {
  Occupied occupied;
  EXPECT_EQ(occupied.script.get("channels", {{"info", "user_count"}}).status, 400);
  EXPECT_EQ(
      occupied.script.get("channels", {{"info", "user_count"}, {"filter_by_prefix", "p"}}).status,
      400);
  EXPECT_EQ(occupied.script.get("channels", {{"info", "x"}}).status, 400);
}

TEST(Channel, Reports_whether_it_is_occupied) {
  Occupied occupied;
  EXPECT_EQ(occupied.script.get("channels/news").body, R"({"occupied":true})");
  EXPECT_EQ(occupied.script.get("channels/other").body, R"({"occupied":false})");
}

TEST(Channel, Reports_the_requested_attributes_that_apply) {
  Occupied occupied;
  EXPECT_EQ(
      occupied.script.get("channels/presence-a", {{"info", "user_count,subscription_count"}}).body,
      R"({"occupied":true,"user_count":1,"subscription_count":2})");
  EXPECT_EQ(occupied.script.get("channels/presence-z", {{"info", "user_count"}}).body,
            R"({"occupied":false,"user_count":0})");
  EXPECT_EQ(occupied.script.get("channels/news", {{"info", "user_count"}}).status, 400);
  EXPECT_EQ(occupied.script.get("channels/news", {{"info", "cache"}}).status, 400);
  EXPECT_EQ(occupied.script.get("channels/news", {{"info", "x"}}).status, 400);
}

TEST(Channel, Reports_the_cached_event_and_its_remaining_time) {
  BrokerScript script;
  EXPECT_EQ(script.get("channels/cache-x", {{"info", "cache"}}).body,
            R"({"occupied":false,"cache":null})");
  script.publish("cache-x", "e", R"({"a":1})");
  script.wait(std::chrono::seconds(10));
  EXPECT_EQ(script.get("channels/cache-x", {{"info", "cache"}}).body,
            R"({"occupied":false,"cache":{"data":"{\"a\":1}","ttl":1790}})");
}

TEST(Channel, The_name_may_be_escaped_but_must_be_valid) {
  Occupied occupied;
  EXPECT_EQ(occupied.script.get("channels/presence%2Da").body, R"({"occupied":true})");
  for (const char* path : {"channels/a%20b", "channels/a%2Fb", "channels/%", "channels/"}) {
    EXPECT_EQ(occupied.script.get(path).status, 400) << path;
  }
}

TEST(ChannelUsers, Lists_distinct_users_as_strings) {
  Occupied occupied;
  EXPECT_EQ(occupied.script.get("channels/presence-a/users").body, R"({"users":[{"id":"1"}]})");
  EXPECT_EQ(occupied.script.get("channels/presence-z/users").body, R"({"users":[]})");
  EXPECT_EQ(occupied.script.get("channels/news/users").status, 400);
}

TEST(Channels, Apps_do_not_see_each_other) {
  BrokerScript script(two_apps());
  script.join(script.connect("key"), "news");
  broker::ApiRequest request;
  request.method = "GET";
  request.path = "/apps/2/channels";
  EXPECT_EQ(script.request(request, {"key2", "secret2"}).body, R"({"channels":{}})");
}

}  // namespace
}  // namespace oread::test
