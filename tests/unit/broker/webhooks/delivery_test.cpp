#include <gtest/gtest.h>

#include <algorithm>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using broker::NoticeKind;
using std::chrono::seconds;

broker::Options hooked(std::uint32_t max_batch = 50) {
  auto options = one_app();
  options.apps[0].webhooks = {
      {"http://hook.example/x", {broker::WebhookEvent::ChannelOccupied}, {}, max_batch}};
  return options;
}

std::size_t notices(const BrokerScript& script, NoticeKind kind) {
  return static_cast<std::size_t>(
      std::count_if(script.notices.begin(), script.notices.end(),
                    [kind](const auto& each) { return each.kind == kind; }));
}

TEST(Delivery, Is_signed_over_the_bytes_of_its_body) {
  BrokerScript script(hooked());
  script.join(script.connect(), "my-channel");
  script.wait(Millis(100));
  ASSERT_EQ(script.webhooks.size(), 1U);
  const auto& webhook = script.webhooks[0];
  EXPECT_EQ(webhook.url, "http://hook.example/x");
  EXPECT_EQ(webhook.body, R"({"time_ms":1700000000100,"events":[)"
                          R"({"name":"channel_occupied","channel":"my-channel"}]})");
  const std::vector<std::pair<std::string, std::string>> headers = {
      {"Content-Type", "application/json"},
      {"X-Pusher-Key", "key"},
      {"X-Pusher-Signature", broker::signature(native::OpenSslDigests(), "secret", webhook.body)}};
  EXPECT_EQ(webhook.headers, headers);
}

TEST(Delivery, A_burst_is_one_request_and_a_full_batch_does_not_wait) {
  BrokerScript script(hooked(3));
  const ConnectionId who = script.connect();
  for (const char* each : {"a", "b"}) script.join(who, each);
  script.wait(Millis(99));
  EXPECT_EQ(script.webhooks.size(), 0U);
  script.join(who, "c");
  script.tick();
  ASSERT_EQ(script.webhooks.size(), 1U);
  EXPECT_NE(script.webhooks[0].body.find(R"("channel":"c")"), std::string::npos);
}

TEST(Delivery, Unbatched_is_one_event_per_request_in_order) {
  BrokerScript script(hooked(1));
  const ConnectionId who = script.connect();
  for (const char* each : {"a", "b", "c"}) script.join(who, each);
  script.tick();
  std::string order;
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_EQ(script.webhooks.size(), i + 1) << "one after the other";
    const std::string& body = script.webhooks[i].body;
    order += body[body.find(R"("channel":")") + 11];
    script.give(broker::in::WebhookDelivered{script.webhooks[i].webhook});
  }
  EXPECT_EQ(order, "abc");
  EXPECT_EQ(script.broker.counts().webhook_events, 0U);
}

TEST(Delivery, A_failure_is_retried_with_growing_delays_for_five_minutes) {
  BrokerScript script(hooked());
  script.join(script.connect(), "a");
  script.wait(Millis(100));
  std::vector<std::int64_t> gaps;
  Time last = script.now().at;
  for (std::size_t tries = 1; notices(script, NoticeKind::WebhookGivenUp) == 0; ++tries) {
    ASSERT_LT(tries, 20U);
    ASSERT_EQ(script.webhooks.size(), tries);
    EXPECT_EQ(script.webhooks[tries - 1].body, script.webhooks[0].body) << "the same bytes";
    script.give(broker::in::WebhookFailed{script.webhooks[tries - 1].webhook, 500});
    if (notices(script, NoticeKind::WebhookGivenUp) != 0) break;
    while (script.webhooks.size() == tries) script.wait(seconds(1));
    gaps.push_back((script.now().at - last) / seconds(1));
    last = script.now().at;
  }
  EXPECT_EQ(gaps, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
  EXPECT_EQ(script.broker.counts().webhook_events, 0U);
}

TEST(Delivery, A_missing_response_counts_as_a_failure_and_a_late_one_is_ignored) {
  BrokerScript script(hooked());
  script.join(script.connect(), "a");
  script.wait(Millis(100));
  const auto first = script.webhooks[0].webhook;
  script.wait(seconds(31));
  ASSERT_EQ(script.webhooks.size(), 2U);
  script.give(broker::in::WebhookDelivered{first});
  EXPECT_EQ(script.broker.counts().webhook_events, 1U);
  script.give(broker::in::WebhookDelivered{script.webhooks[1].webhook});
  EXPECT_EQ(script.broker.counts().webhook_events, 0U);
  script.give(broker::in::WebhookFailed{{99}, 500});
}

TEST(Delivery, A_slow_receiver_does_not_delay_clients) {
  BrokerScript script(hooked());
  const ConnectionId who = script.connect();
  script.join(who, "a");
  script.wait(Millis(100));
  script.publish("a", "e", "1");
  EXPECT_EQ(script.take(who).size(), 1U);
}

TEST(Delivery, The_queue_is_bounded_and_a_loss_is_reported) {
  auto options = hooked();
  options.webhooks.max_queue = 2;
  BrokerScript script(options);
  const ConnectionId who = script.connect();
  for (const char* each : {"a", "b", "c"}) script.join(who, each);
  EXPECT_EQ(script.broker.counts().webhook_events, 2U);
  EXPECT_EQ(notices(script, NoticeKind::WebhookDropped), 1U);
}

}  // namespace
}  // namespace oread::test
