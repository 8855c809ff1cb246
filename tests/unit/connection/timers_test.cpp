// Each timer of the engine has a name: what the next deadline is for.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

std::string_view next(const Script& script) {
  return script.world().engine().next_timer();
}

TEST(Timers, Of_an_attempt_and_of_the_next_one) {
  Script script;
  EXPECT_EQ(next(script), "");
  script.give(in::Connect{}).whatever();
  EXPECT_EQ(next(script), "attempt");
  script.give(in::LinkOpened{script.world().link()}).whatever();
  EXPECT_EQ(next(script), "attempt");
  script.drop().whatever();
  EXPECT_EQ(next(script), "reconnect");
  script.give(in::Disconnect{}).whatever();
  EXPECT_EQ(next(script), "");
}

TEST(Timers, Of_the_status_unavailable) {
  Options options;
  options.reconnect.unavailable_after = seconds(1);
  Script script(options);
  script.give(in::Connect{}).whatever();
  EXPECT_EQ(next(script), "unavailable");
  script.pass(seconds(1)).whatever();
  EXPECT_EQ(next(script), "attempt");
}

TEST(Timers, Of_a_live_link) {
  Script script;
  script.connected();
  EXPECT_EQ(next(script), "ping");
  script.pass(seconds(30)).whatever();
  EXPECT_EQ(next(script), "pong");
}

TEST(Timers, Of_a_server_that_pings) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected();
  EXPECT_EQ(next(script), "silence");
}

TEST(Timers, Of_a_link_that_polls) {
  Script script({}, toy_server());
  script.connected();
  EXPECT_EQ(next(script), "request");
  // The handshake took two.
  for (int i = 2; i <= 10; ++i) script.hear("").whatever();
  EXPECT_EQ(next(script), "poll");
  EXPECT_EQ(script.world().engine().deadline(), Time{Millis{100}});
}

TEST(Timers, Of_a_request_to_the_auth_endpoint) {
  Script script;
  script.connected().give(in::Subscribe{"private-a", {}}).whatever();
  EXPECT_EQ(next(script), "auth");
  script.give(in::AuthFailed{RequestId{1}, false, "no network", 0}).whatever();
  EXPECT_EQ(next(script), "auth-retry");
}

TEST(Timers, Of_a_refresh) {
  Options options;
  options.auth.can_refresh = true;
  Script script(options);
  script.connected()
      .give(in::Subscribe{"private-a", {}})
      .give(in::AuthAnswered{RequestId{1}, 401, false, 0, {}})
      .whatever();
  EXPECT_EQ(next(script), "refresh");
}

TEST(Timers, Of_a_sign_in) {
  Script script;
  script.connected()
      .give(in::SignIn{})
      .grant(R"({"auth":"k:s","user_data":"{\"id\":\"ann\"}"})")
      .whatever();
  EXPECT_EQ(next(script), "sign-in");
}

TEST(Timers, Of_a_subscription) {
  Script script;
  script.connected().give(in::Subscribe{"news", {}}).whatever();
  EXPECT_EQ(next(script), "subscribe");
  script.pass(Options{}.channels.subscribe_timeout).whatever();
  EXPECT_EQ(next(script), "resubscribe");
}

TEST(Timers, Of_a_channel_whose_last_lease_was_given_back) {
  Script script;
  script.connected()
      .give(in::Subscribe{"news", LeaseId{1}})
      .hear(acked("news"))
      .give(in::Unsubscribe{"news", LeaseId{1}})
      .whatever();
  EXPECT_EQ(next(script), "linger");
}

TEST(Timers, Of_a_member_who_may_come_back) {
  Script script;
  script.connected()
      .subscribed("presence-room")
      .hear(frame("pusher_internal:member_added", {{"user_id", "ann"}}, "presence-room"))
      .hear(frame("pusher_internal:member_removed", {{"user_id", "ann"}}, "presence-room"))
      .whatever();
  EXPECT_EQ(next(script), "leave-grace");
}

TEST(Timers, Of_a_fresh_key) {
  const char* const channel = "private-encrypted-vault";
  const std::string grant =
      R"({"auth":"k:s","shared_secret":"b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2w="})";
  const std::string box = frame("Secret",
                                {{"nonce", "MTExMTExMTExMTExMTExMTExMTExMTEx"},
                                 {"ciphertext", "Y2NjY2NjY2NjY2NjY2NjY2NjY2Nj"}},
                                channel);
  Script script;
  script.connected()
      .give(in::Subscribe{channel, {}})
      .give(in::DecryptionReady{true, {}})
      .grant(grant)
      .hear(acked(channel))
      .hear(box)
      .give(in::Decrypted{RequestId{1}, false, {}})
      .grant(grant)
      .give(in::Decrypted{RequestId{2}, false, {}})
      .hear(box)
      .give(in::Decrypted{RequestId{3}, false, {}})
      .whatever();
  EXPECT_EQ(next(script), "key");
}

TEST(Timers, Of_a_whisper_that_waits_for_its_turn) {
  Options options;
  options.whispers.per_second = 1;
  Script script(options);
  script.connected().subscribed("private-chat");
  for (std::uint32_t request = 1; request <= 2; ++request) {
    script.give(in::Whisper{RequestId{request}, "private-chat", "client-a", "{}", true, false});
  }
  script.whatever();
  EXPECT_EQ(next(script), "whisper");
}

}  // namespace
}  // namespace oread::test
