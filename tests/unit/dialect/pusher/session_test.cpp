// What a client sends in the Pusher protocol.
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

Grant granted(View auth, View data) {
  Grant grant;
  grant.auth = auth;
  grant.data = data;
  return grant;
}

TEST(PusherSession, A_subscription_carries_what_was_granted_and_nothing_empty) {
  const auto pusher = make_pusher({.key = "k", .host = "h", .path = {}});
  const auto session = pusher->session();
  EXPECT_EQ(session->subscribe("news", {}),
            R"({"event":"pusher:subscribe","data":{"channel":"news"}})");
  EXPECT_EQ(
      session->subscribe("presence-a", granted("k:s", R"({"user_id":1})")),
      R"({"event":"pusher:subscribe","data":{"auth":"k:s","channel_data":"{\"user_id\":1}","channel":"presence-a"}})");
  EXPECT_EQ(session->unsubscribe("news"),
            R"({"event":"pusher:unsubscribe","data":{"channel":"news"}})");
}

TEST(PusherSession, A_sign_in_carries_the_user_data_as_signed) {
  const auto pusher = make_pusher({.key = "k", .host = "h", .path = {}});
  const auto session = pusher->session();
  EXPECT_EQ(session->sign_in(granted("k:s", R"({"id": "7"})")),
            R"({"event":"pusher:signin","data":{"auth":"k:s","user_data":"{\"id\": \"7\"}"}})");
}

TEST(PusherSession, A_sealed_payload_has_a_nonce_and_at_least_a_tag) {
  const auto pusher = make_pusher({.key = "k", .host = "h", .path = {}});
  const auto session = pusher->session();
  const auto is_sealed = [&](std::size_t nonce, std::size_t ciphertext) {
    const std::string data = R"({"nonce":")" + std::string(nonce, 'n') + R"(","ciphertext":")" +
                             std::string(ciphertext, 'c') + "\"}";
    SealedPayload payload;
    return session->read_sealed(data, payload);
  };
  EXPECT_TRUE(is_sealed(32, 24));
  EXPECT_TRUE(is_sealed(32, 400));
  EXPECT_FALSE(is_sealed(31, 24));
  EXPECT_FALSE(is_sealed(33, 24));
  EXPECT_FALSE(is_sealed(32, 23));
  SealedPayload payload;
  EXPECT_FALSE(session->read_sealed("not JSON", payload));
  EXPECT_FALSE(session->read_sealed("{}", payload));
}

TEST(PusherSession, A_binary_message_is_not_a_frame) {
  struct : FrameSink {
    Frame::Kind kind = Frame::Kind::Nothing;
    void take(Frame& frame) override { kind = frame.kind; }
  } taken;
  make_pusher({.key = "k", .host = "h", .path = {}})->session()->decode_binary("x", taken);
  EXPECT_EQ(taken.kind, Frame::Kind::Bad);
}

}  // namespace
}  // namespace oread
