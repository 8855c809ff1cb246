// Requests to the auth endpoint: how many, how often, for which channel.
#include "auth/authorizer.hpp"

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

in::AuthAnswered answer(std::uint32_t request, std::uint16_t status,
                        std::uint32_t retry_after = 0) {
  return {RequestId{request}, status, false, retry_after, {}};
}

Options refreshing() {
  Options options;
  options.auth.can_refresh = true;
  return options;
}

TEST(Authorizer, One_500_kills_no_channel) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(answer(1, 500))
      .causes({"subscribe-failed private-a auth-server 500 true"})
      .pass(Millis{500})
      .causes({"authorize 1 private-a 1.1"})
      .give(in::AuthFailed{RequestId{1}, false, "offline"})
      .causes({})
      .pass(Millis{700})
      .causes({"authorize 1 private-a 1.1"})
      .grant()
      .causes({"channel-changed private-a subscribing", "send-text 1 *subscribe*"});
}

TEST(Authorizer, Retry_after_is_obeyed_up_to_a_bound) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(answer(1, 429, 20))
      .pass(Millis{19999})
      .causes({"subscribe-failed private-a auth-server 429 true"})
      .pass(Millis{600})
      .causes({"authorize 1 private-a 1.1"});
}

TEST(Authorizer, An_endpoint_that_does_not_answer_is_given_up_and_asked_again) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .pass(seconds(10))
      .causes({"cancel-auth 1", "subscribe-failed private-a timeout true"})
      .give(answer(1, 200))
      .causes({})
      .pass(Millis{500})
      .causes({"authorize 1 private-a 1.1"});
}

TEST(Authorizer, No_more_requests_than_allowed_are_under_way) {
  Options options;
  options.auth.max_concurrent = 1;
  Script(options)
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .give(in::Subscribe{"private-b", {}})
      .give(in::Subscribe{"private-c", {}})
      .causes({"channel-changed private-a", "channel-changed private-a authorizing",
               "authorize 1 private-a 1.1", "channel-changed private-b",
               "channel-changed private-b authorizing", "channel-changed private-c",
               "channel-changed private-c authorizing"})
      .give(in::Unsubscribe{"private-b", {}})
      .causes({"channel-changed private-b left"})
      .grant()
      .causes({"channel-changed private-a subscribing", "send-text 1 *private-a*",
               "authorize 3 private-c 1.1"});
}

TEST(Authorizer, Expired_credentials_are_refreshed_once_for_everybody) {
  Script(refreshing())
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .give(in::Subscribe{"private-b", {}})
      .whatever()
      .give(answer(1, 401))
      .causes({"refresh-credentials"})
      .give(answer(2, 419))
      .causes({})
      .give(in::Refreshed{true})
      .causes({"authorize 1 private-a 1.1", "authorize 2 private-b 1.1"})
      .give(answer(1, 401))
      .causes({"channel-changed private-a failed", "subscribe-failed private-a auth-expired 401"});
}

TEST(Authorizer, Who_asked_before_a_refresh_and_is_refused_after_it_asks_again_without_another) {
  Script(refreshing())
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .give(in::Subscribe{"private-b", {}})
      .whatever()
      .give(answer(1, 419))
      .give(in::Refreshed{true})
      .causes({"refresh-credentials", "authorize 1 private-a 1.1"})
      .give(answer(2, 419))
      .causes({"authorize 2 private-b 1.1"})
      .give(answer(2, 419))
      .causes({"channel-changed private-b failed", "subscribe-failed private-b auth-expired 419"});
}

TEST(Authorizer, A_refresh_that_fails_or_never_ends_fails_who_waited) {
  Script(refreshing())
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(answer(1, 401))
      .give(in::Refreshed{false})
      .causes({"refresh-credentials", "channel-changed private-a failed",
               "subscribe-failed private-a auth-expired"})
      .give(in::Subscribe{"private-a", {}})
      .give(answer(2, 419))
      .whatever()
      .pass(seconds(10))
      .causes({"channel-changed private-a failed", "subscribe-failed private-a auth-expired"});
}

TEST(Authorizer, Refusals_are_typed_and_final) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(answer(1, 403))
      .causes({"channel-changed private-a failed", "subscribe-failed private-a auth-denied 403"})
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::AuthFailed{RequestId{2}, true, "my handler said no"})
      .causes({"channel-changed private-a failed",
               "subscribe-failed private-a auth-denied my handler said no"})
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::AuthAnswered{RequestId{3}, 200, true, 0, "<html>"})
      .causes({"channel-changed private-a failed",
               "subscribe-failed private-a auth-bad-response 200 redirected: not signed in, or the "
               "wrong endpoint"})
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::AuthAnswered{RequestId{4}, 200, false, 0, "<html>"})
      .causes({"channel-changed private-a failed",
               "subscribe-failed private-a auth-bad-response 200 not JSON"})
      .pass(seconds(25))
      .causes({});
}

TEST(Authorizer, A_status_that_a_handler_names_decides_and_its_words_are_told) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::AuthFailed{RequestId{1}, true, "busy", 503})
      .causes({"subscribe-failed private-a auth-server 503 busy true"})
      .pass(Millis{500})
      .causes({"authorize 1 private-a 1.1"})
      .give(in::AuthFailed{RequestId{1}, true, "not yours", 403})
      .causes({"channel-changed private-a failed",
               "subscribe-failed private-a auth-denied 403 not yours"})
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::AuthFailed{RequestId{2}, true, "an error all the same", 200})
      .causes({"channel-changed private-a failed",
               "subscribe-failed private-a auth-denied 200 an error all the same"});
}

TEST(Authorizer, A_signature_for_an_old_socket_is_never_sent) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .drop()
      .causes({"connection-changed *", "retry-scheduled *", "cancel-auth 1",
               "channel-changed private-a"})
      .give(in::AuthAnswered{RequestId{1}, 200, false, 0, R"({"auth":"k:old"})"})
      .causes({})
      .pass(Millis{500})
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .causes({"open-link 2 *", "connection-changed reconnecting connected 2.2 *",
               "channel-changed private-a authorizing", "authorize 2 private-a 2.2"})
      .give(in::AuthAnswered{RequestId{1}, 200, false, 0, R"({"auth":"k:old"})"})
      .causes({});
}

TEST(Authorizer,
     What_is_left_or_disconnected_meanwhile_is_sent_nothing_and_what_is_taken_again_once) {
  Script()
      .connected()
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .give(in::Unsubscribe{"private-a", {}})
      .causes({"cancel-auth 1", "channel-changed private-a left"})
      .give(answer(1, 403))
      .causes({})
      .give(in::Subscribe{"private-a", {}})
      .give(in::Subscribe{"private-a", {}})
      .whatever()
      .grant()
      .causes({"channel-changed private-a subscribing", "send-text 1 *subscribe*"})
      .give(in::Subscribe{"private-b", {}})
      .give(in::SignIn{})
      .whatever()
      .give(in::Disconnect{})
      .causes({"close-link 1 1000", "connection-changed connected disconnected stopped",
               "cancel-auth 4", "cancel-auth 3", "channel-changed private-a",
               "channel-changed private-b"})
      .give(in::AuthAnswered{RequestId{3}, 200, false, 0, R"({"auth":"k:old"})"})
      .give(in::AuthAnswered{RequestId{4}, 200, false, 0, R"({"auth":"k:old","user_data":"{}"})"})
      .causes({});
}

}  // namespace
}  // namespace oread::test
