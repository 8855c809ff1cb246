// The signed-in user of the connection.
#include "auth/user_session.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

constexpr const char* kUser = R"({"auth":"k:s","user_data":"{\"id\":\"7\"}"})";

std::string confirmed() {
  return frame("pusher:signin_success", {{"user_data", R"({"id":"7"})"}});
}

TEST(UserSession, Signs_in_on_every_link_and_holds_the_users_own_channel) {
  Script()
      .connected()
      .give(in::SignIn{})
      .causes({"authorize 1 user 1.1"})
      .give(in::SignIn{})
      .causes({})
      .grant(kUser)
      .causes(
          {R"(send-text 1 {"event":"pusher:signin","data":{"auth":"k:s","user_data":"{\"id\":\"7\"}"}})"})
      .hear(confirmed())
      .causes({R"(signed-in 7 {"id":"7"})", "channel-changed #server-to-user-7",
               "channel-changed #server-to-user-7 subscribing", "send-text 1 *#server-to-user-7*"})
      .hear(confirmed())
      .causes({})
      .drop()
      .causes({"connection-changed *", "retry-scheduled *", "channel-changed #server-to-user-7",
               "channel-changed #server-to-user-7 left"})
      .pass(Millis{500})
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .causes({"open-link 2 *", "connection-changed *", "authorize 2 user 2.2"});
}

TEST(UserSession, A_refusal_is_told_and_can_be_tried_again) {
  Script()
      .connected()
      .give(in::SignIn{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 403, false, 0, {}})
      .causes({"sign-in-failed auth-denied 403"})
      .give(in::SignIn{})
      .grant(kUser)
      .whatever()
      .hear(refused(4009, "Connection not authorized."))
      .causes({"sign-in-failed auth-rejected 4009 Connection not authorized.",
               "connection-error server-error 4009 Connection not authorized.",
               "message pusher:error *"})
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006",
               "retry-scheduled 1 * link-closed 1006"});
}

TEST(UserSession, A_watchlist_that_was_cut_spoils_no_sign_in) {
  Script()
      .connected()
      .give(in::SignIn{})
      .grant(kUser)
      .whatever()
      .hear(refused(4302, "Watchlist limit exceeded"))
      .causes({"connection-error server-error 4302 *", "message pusher:error *"})
      .hear(confirmed())
      .causes({"signed-in 7 *", "channel-changed #server-to-user-7",
               "channel-changed #server-to-user-7 subscribing", "send-text 1 *"});
}

TEST(UserSession, An_endpoint_that_fails_is_told_at_once_and_once) {
  Script()
      .connected()
      .give(in::SignIn{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 500, false, 0, {}})
      .causes({"sign-in-failed auth-server 500 true"})
      .pass(seconds(1))
      .give(in::AuthFailed{RequestId{1}, false, "connection refused"})
      .causes({"authorize 1 user 1.1"})
      .pass(seconds(1))
      .grant(kUser)
      .hear(confirmed())
      .whatever()
      .drop()
      .pass(Millis{500})
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .whatever()
      .give(in::AuthFailed{RequestId{2}, false, "connection refused"})
      .causes({"sign-in-failed auth-network connection refused true"});
}

TEST(UserSession, A_timeout_says_what_the_server_last_complained_of) {
  Script()
      .connected()
      .give(in::SignIn{})
      .grant(kUser)
      .hear(refused(4301, "Rate limit exceeded"))
      .whatever()
      .pass(seconds(8))
      .causes({"sign-in-failed timeout 4301 Rate limit exceeded"});
}

TEST(UserSession, A_server_that_knows_no_sign_in_ends_in_a_timeout) {
  Script()
      .connected()
      .give(in::SignIn{})
      .grant(kUser)
      .whatever()
      .pass(seconds(8))
      .causes({"sign-in-failed timeout"})
      .hear(confirmed())
      .causes({});
}

TEST(UserSession, Presence_whose_grant_names_nobody_is_joined_as_the_user) {
  Script()
      .give(in::SignIn{})
      .connected()
      .grant(kUser)
      .hear(confirmed())
      .give(in::Subscribe{"presence-room", {}})
      .grant()
      .whatever()
      .hear(acked("presence-room", roster({{"7", nullptr}})))
      .causes({"channel-changed presence-room subscribed", "subscribed presence-room 7 null 7"});
}

TEST(UserSession, Nothing_that_is_for_another_user_is_told) {
  Script()
      .connected()
      .give(in::SignIn{})
      .grant(kUser)
      .hear(confirmed())
      .hear(acked("#server-to-user-7"))
      .whatever()
      .hear(frame("Note", "1", "#server-to-user-8"))
      .causes({})
      .hear(frame("Note", {{"n", 1}}, "#server-to-user-7"))
      .causes({"add-route 1 #server-to-user-7 *", R"(message #server-to-user-7 Note {"n":1})"});
}

TEST(UserSession, The_watchlist_is_told) {
  Script()
      .connected()
      .hear(frame("pusher_internal:watchlist_events",
                  {{"events", {{{"name", "online"}, {"user_ids", {"8", "9"}}}}}}))
      .causes({"watchlist-changed true 8 9"});
}

}  // namespace
}  // namespace oread::test
