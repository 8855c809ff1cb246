// What a client sends in the Pusher protocol, and what it must know about the server.
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

std::unique_ptr<Dialect> dialect() {
  return make_pusher({.key = "k", .host = "h", .path = {}});
}

Grant granted(View auth, View data) {
  Grant grant;
  grant.auth = auth;
  grant.data = data;
  return grant;
}

TEST(PusherDialect, Tls_only_is_obeyed_once) {
  const auto dialect = make_pusher({.key = "k", .host = "h", .tls = false, .path = {}});
  EXPECT_TRUE(std::string(dialect->link_url()).starts_with("ws://h:80/"));
  EXPECT_EQ(dialect->after_close(4000), AfterClose::Prompt);
  EXPECT_TRUE(std::string(dialect->link_url()).starts_with("wss://h:443/"));
  EXPECT_EQ(dialect->after_close(4000), AfterClose::Stop);
}

TEST(PusherDialect, A_subscription_carries_what_was_granted_and_nothing_empty) {
  const auto pusher = dialect();
  EXPECT_EQ(pusher->subscribe("news", {}),
            R"({"event":"pusher:subscribe","data":{"channel":"news"}})");
  EXPECT_EQ(
      pusher->subscribe("presence-a", granted("k:s", R"({"user_id":1})")),
      R"({"event":"pusher:subscribe","data":{"auth":"k:s","channel_data":"{\"user_id\":1}","channel":"presence-a"}})");
  EXPECT_EQ(pusher->unsubscribe("news"),
            R"({"event":"pusher:unsubscribe","data":{"channel":"news"}})");
}

TEST(PusherDialect, A_sign_in_carries_the_user_data_as_signed) {
  EXPECT_EQ(dialect()->sign_in(granted("k:s", R"({"id": "7"})")),
            R"({"event":"pusher:signin","data":{"auth":"k:s","user_data":"{\"id\": \"7\"}"}})");
  EXPECT_EQ(dialect()->user_channel("7"), "#server-to-user-7");
}

TEST(PusherDialect, A_client_event_needs_its_prefix_and_keeps_its_data) {
  const auto pusher = dialect();
  EXPECT_EQ(pusher->client_event("private-a", "client-typing", R"({"n": 1})"),
            R"({"event":"client-typing","channel":"private-a","data":{"n": 1}})");
  EXPECT_EQ(pusher->client_event("private-a", "typing", "{}"), "");
}

TEST(PusherDialect, Only_hosted_Pusher_is_known_to_limit_client_events) {
  EXPECT_EQ(dialect()->client_events_per_second(), 0U);
  EXPECT_EQ(
      make_pusher({.key = "k", .host = "ws-eu.pusher.com", .path = {}})->client_events_per_second(),
      10U);
}

TEST(PusherDialect, A_sealed_payload_has_a_nonce_and_at_least_a_tag) {
  const auto pusher = dialect();
  const auto is_sealed = [&](std::size_t nonce, std::size_t ciphertext) {
    const std::string data = R"({"nonce":")" + std::string(nonce, 'n') + R"(","ciphertext":")" +
                             std::string(ciphertext, 'c') + "\"}";
    SealedPayload payload;
    return pusher->read_sealed(data, payload);
  };
  EXPECT_TRUE(is_sealed(32, 24));
  EXPECT_TRUE(is_sealed(32, 400));
  EXPECT_FALSE(is_sealed(31, 24));
  EXPECT_FALSE(is_sealed(33, 24));
  EXPECT_FALSE(is_sealed(32, 23));
  SealedPayload payload;
  EXPECT_FALSE(pusher->read_sealed("not JSON", payload));
  EXPECT_FALSE(pusher->read_sealed("{}", payload));
}

}  // namespace
}  // namespace oread
