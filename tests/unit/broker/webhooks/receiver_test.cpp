#include "broker/webhooks/receiver.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

Time at(int ms) {
  return Time(Millis(ms));
}

bool wants(const Webhook& webhook, WebhookEvent event, std::string_view channel) {
  Receiver receiver;
  receiver.options = &webhook;
  return receiver.wants(event, channel);
}

TEST(Receiver, Without_a_filter_it_wants_everything) {
  EXPECT_TRUE(wants({"http://x", {}, {}, 1}, WebhookEvent::CacheMiss, "cache-a"));
  EXPECT_TRUE(wants({"http://x", {}, {}, 1}, WebhookEvent::MemberAdded, "presence-a"));
}

TEST(Receiver, Wants_only_the_listed_events_on_channels_with_the_prefix) {
  const Webhook webhook{"http://x", {WebhookEvent::ChannelOccupied}, "private-", 1};
  EXPECT_TRUE(wants(webhook, WebhookEvent::ChannelOccupied, "private-a"));
  EXPECT_FALSE(wants(webhook, WebhookEvent::ChannelVacated, "private-a"));
  EXPECT_FALSE(wants(webhook, WebhookEvent::ChannelOccupied, "public"));
  EXPECT_FALSE(wants(webhook, WebhookEvent::ChannelOccupied, "my-private-a"));
}

TEST(Receiver, During_a_delivery_its_deadlines_are_the_ones_that_count) {
  Receiver receiver;
  EXPECT_EQ(receiver.deadline(), kNever);
  receiver.send_at = at(5);
  EXPECT_EQ(receiver.deadline(), at(5));
  receiver.delivery = Receiver::Delivery();
  EXPECT_EQ(receiver.deadline(), kNever);
  receiver.delivery->answer_by = at(30);
  EXPECT_EQ(receiver.deadline(), at(30));
  receiver.delivery->answer_by = kNever;
  receiver.delivery->retry_at = at(9);
  EXPECT_EQ(receiver.deadline(), at(9));
}

TEST(Receiver, Is_idle_without_events_and_deliveries) {
  Receiver receiver;
  EXPECT_TRUE(receiver.idle());
  receiver.queue.emplace_back("{}");
  EXPECT_FALSE(receiver.idle());
  receiver.queue.clear();
  receiver.delivery = Receiver::Delivery();
  EXPECT_FALSE(receiver.idle());
}

}  // namespace
}  // namespace oread::broker
