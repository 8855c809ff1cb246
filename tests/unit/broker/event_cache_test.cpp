#include "broker/event_cache.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

Time at(int ms) {
  return Time(Millis(ms));
}
CachedEvent event(const char* data, int until) {
  return {"e", data, at(until)};
}

TEST(EventCache, The_last_event_wins) {
  EventCache cache;
  cache.put("cache-a", event("1", 100), at(0), 10);
  cache.put("cache-a", event("2", 100), at(0), 10);
  ASSERT_NE(cache.get("cache-a", at(0)), nullptr);
  EXPECT_EQ(cache.get("cache-a", at(0))->data, "2");
  EXPECT_EQ(cache.size(), 1U);
}

TEST(EventCache, An_event_expires) {
  EventCache cache;
  cache.put("cache-a", event("1", 100), at(0), 10);
  EXPECT_NE(cache.get("cache-a", at(99)), nullptr);
  EXPECT_EQ(cache.get("cache-a", at(100)), nullptr);
}

TEST(EventCache, Expired_events_are_removed_from_memory) {
  EventCache cache;
  cache.put("cache-a", event("1", 100), at(0), 10);
  cache.put("cache-b", event("1", 300), at(200), 10);
  EXPECT_EQ(cache.size(), 1U);
}

TEST(EventCache, When_full_the_oldest_is_removed_and_a_replaced_one_counts_as_new) {
  EventCache cache;
  cache.put("cache-a", event("1", 100), at(0), 2);
  cache.put("cache-b", event("1", 100), at(0), 2);
  cache.put("cache-a", event("2", 100), at(0), 2);
  cache.put("cache-c", event("1", 100), at(0), 2);
  EXPECT_EQ(cache.get("cache-b", at(0)), nullptr);
  EXPECT_NE(cache.get("cache-a", at(0)), nullptr);
  EXPECT_NE(cache.get("cache-c", at(0)), nullptr);
}

}  // namespace
}  // namespace oread::broker
