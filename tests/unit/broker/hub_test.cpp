#include "broker/hub.hpp"

#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::broker {
namespace {

const native::OpenSslDigests kDigests;

SharedText text(const char* what) {
  return std::make_shared<const std::string>(what);
}

/// The connections that were sent a text.
std::vector<std::uint32_t> receivers(const Hub& hub) {
  std::vector<std::uint32_t> out;
  for (const Effect& each : hub.effects) {
    if (const auto* send = std::get_if<effect::SendText>(&each))
      out.push_back(send->connection.value);
  }
  return out;
}

TEST(Hub, Finds_an_app_by_its_id_and_by_its_key) {
  Hub hub(test::two_apps(), kDigests);
  ASSERT_NE(hub.app("2"), nullptr);
  EXPECT_EQ(hub.app("2")->credentials.secret, "secret2");
  EXPECT_EQ(hub.app_of_key("key2"), hub.app("2"));
  EXPECT_EQ(hub.app("key2"), nullptr);
  EXPECT_EQ(hub.app_of_key("2"), nullptr);
}

TEST(Hub, An_app_has_one_receiver_per_webhook) {
  Options options = test::two_apps();
  options.apps[1].webhooks = {Webhook{"http://a", {}, {}, 1}, Webhook{"http://b", {}, {}, 1}};
  Hub hub(options, kDigests);
  EXPECT_TRUE(hub.app("1")->receivers.empty());
  ASSERT_EQ(hub.app("2")->receivers.size(), 2U);
  EXPECT_EQ(hub.app("2")->receivers[1].options->url, "http://b");
  EXPECT_EQ(hub.app("2")->receivers[1].app, hub.app("2"));
}

TEST(Hub, Finds_only_connections_that_are_in_the_table) {
  Hub hub(test::one_app(), kDigests);
  hub.connections[{7}].id = {7};
  ASSERT_NE(hub.find({7}), nullptr);
  EXPECT_EQ(hub.find({7})->id, ConnectionId{7});
  EXPECT_EQ(hub.find({8}), nullptr);
}

TEST(Hub, Sends_to_all_subscribers_but_the_excluded_one) {
  Hub hub(test::one_app(), kDigests);
  Channel channel;
  channel.subscribers = {{1}, {2}, {3}};
  hub.send_all(channel, text("x"), {2});
  EXPECT_EQ(receivers(hub), (std::vector<std::uint32_t>{1, 3}));
  hub.effects.clear();
  hub.send_all(channel, text("x"));
  EXPECT_EQ(receivers(hub), (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(Hub, Sends_nothing_while_it_is_muted) {
  Hub hub(test::one_app(), kDigests);
  hub.muted = true;
  hub.send({1}, text("x"));
  EXPECT_TRUE(hub.effects.empty());
}

TEST(Hub, An_error_has_the_format_of_the_imitated_server) {
  Options options = test::one_app();
  Hub pusher(options, kDigests);
  options.like = Like::Reverb;
  Hub reverb(options, kDigests);
  for (Hub* hub : {&pusher, &reverb}) hub->send_error({1}, "no", 4009, "c");
  EXPECT_EQ(*std::get<effect::SendText>(pusher.effects.at(0)).text,
            R"({"event":"pusher:error","data":{"code":4009,"message":"no"},"channel":"c"})");
  EXPECT_EQ(*std::get<effect::SendText>(reverb.effects.at(0)).text,
            R"({"event":"pusher:error","data":"{\"code\":4009,\"message\":\"no\"}"})");
}

TEST(Hub, A_notice_names_the_app_of_the_connection) {
  Hub hub(test::two_apps(), kDigests);
  Connection& connection = hub.connections[{7}];
  connection.id = {7};
  connection.app = hub.app("2");
  hub.notice(NoticeKind::Subscribed, connection, "c", "user");
  const auto& notice = std::get<effect::Notice>(hub.effects.at(0));
  EXPECT_EQ(notice.app_id, "2");
  EXPECT_EQ(notice.connection, ConnectionId{7});
  EXPECT_EQ(notice.channel, "c");
  EXPECT_EQ(notice.text, "user");
}

TEST(Hub, Notices_can_be_off) {
  Options options = test::one_app();
  options.notices = false;
  Hub hub(options, kDigests);
  Connection& connection = hub.connections[{7}];
  connection.app = hub.app("1");
  hub.notice(NoticeKind::Subscribed, connection, "c", "user");
  hub.notice({.kind = NoticeKind::RequestRefused});
  EXPECT_TRUE(hub.effects.empty());
}

}  // namespace
}  // namespace oread::broker
