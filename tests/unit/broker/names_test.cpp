// The names of the broker's enumerations: unique, and complete.
#include <gtest/gtest.h>

#include <set>

#include "oread/broker/effect.hpp"
#include "oread/broker/options.hpp"

namespace oread::broker {
namespace {

TEST(Names, Every_webhook_event_is_found_by_its_name) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(WebhookEvent::SubscriptionCount); ++i) {
    const auto event = static_cast<WebhookEvent>(i);
    EXPECT_FALSE(name(event).empty()) << i;
    EXPECT_EQ(webhook_event(name(event)), event);
    names.insert(name(event));
  }
  EXPECT_EQ(names.size(), 7U);
}

TEST(Names, Webhook_events_have_the_names_of_the_protocol) {
  EXPECT_EQ(name(WebhookEvent::ChannelOccupied), "channel_occupied");
  EXPECT_EQ(name(WebhookEvent::MemberRemoved), "member_removed");
  EXPECT_FALSE(webhook_event("channel"));
  EXPECT_FALSE(webhook_event(""));
}

TEST(Names, Every_notice_has_a_name_of_its_own) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(NoticeKind::WebhookDropped); ++i) {
    const std::string_view its_name = name(static_cast<NoticeKind>(i));
    EXPECT_FALSE(its_name.empty()) << i;
    EXPECT_TRUE(names.insert(its_name).second) << its_name;
  }
}

}  // namespace
}  // namespace oread::broker
