#include "broker/http/info.hpp"

#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::broker::http {
namespace {

const native::OpenSslDigests kDigests;

TEST(Info, Is_a_list_of_known_attributes) {
  const auto all = parse_info("user_count,subscription_count,cache");
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->user_count && all->subscription_count && all->cache);
  const auto one = parse_info("cache");
  ASSERT_TRUE(one);
  EXPECT_TRUE(one->cache && one->any());
  EXPECT_FALSE(one->user_count || one->subscription_count);
}

TEST(Info, Empty_entries_are_ignored_and_unknown_ones_are_not) {
  for (const char* nothing : {"", ",", ",,"}) {
    ASSERT_TRUE(parse_info(nothing)) << nothing;
    EXPECT_FALSE(parse_info(nothing)->any());
  }
  EXPECT_TRUE(parse_info("cache,,user_count,")->user_count);
  for (const char* bad : {"x", "user_count,x", "user_counts", "user_count ", "Cache"}) {
    EXPECT_FALSE(parse_info(bad)) << bad;
  }
}

TEST(Info, Users_are_counted_on_presence_channels_and_events_cached_on_cache_channels) {
  const ChannelClass open;
  const ChannelClass presence{.access = Access::Signature, .presence = true};
  const ChannelClass cache{.cache = true};
  EXPECT_TRUE(applies({.subscription_count = true}, open));
  EXPECT_FALSE(applies({.user_count = true}, open));
  EXPECT_TRUE(applies({.user_count = true}, presence));
  EXPECT_FALSE(applies({.cache = true}, presence));
  EXPECT_TRUE(applies({.cache = true}, cache));
  EXPECT_FALSE(applies({.user_count = true, .cache = true}, cache));
}

std::string told(const Hub& hub, AppState& app, const std::string& channel, const Info& info) {
  std::string out;
  append_info(out, hub, app, channel, *classify(channel, 200), info);
  return out;
}

TEST(Info, Each_attribute_that_applies_begins_with_a_comma) {
  Hub hub(test::one_app(), kDigests);
  AppState& app = *hub.app("1");
  const Info all{.user_count = true, .subscription_count = true, .cache = true};
  EXPECT_EQ(told(hub, app, "open", all), R"(,"subscription_count":0)");
  EXPECT_EQ(told(hub, app, "presence-a", all), R"(,"user_count":0,"subscription_count":0)");
  EXPECT_EQ(told(hub, app, "cache-a", all), R"(,"subscription_count":0,"cache":null)");
  Channel& channel = app.channels["presence-a"];
  channel.subscribers = {{1}, {2}};
  channel.roster.join(named_member("ann", "{}"));
  EXPECT_EQ(told(hub, app, "presence-a", all), R"(,"user_count":1,"subscription_count":2)");
}

TEST(Info, A_cached_event_is_shown_with_its_remaining_seconds_until_it_expires) {
  Hub hub(test::one_app(), kDigests);
  AppState& app = *hub.app("1");
  app.cache.put("cache-a", {"e", "1", Time(Millis(5500))}, Time{}, 10);
  EXPECT_EQ(told(hub, app, "cache-a", {.cache = true}), R"(,"cache":{"data":"1","ttl":5})");
  hub.now.at = Time(Millis(5500));
  EXPECT_EQ(told(hub, app, "cache-a", {.cache = true}), R"(,"cache":null)");
}

}  // namespace
}  // namespace oread::broker::http
