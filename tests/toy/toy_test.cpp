// A second dialect runs the whole engine: what the engine does when the dialect is not Pusher's.
#include <chrono>

#include <gtest/gtest.h>

#include "support/script.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const char* const kWelcome = "welcome 1.1 45000";

// --- A server that pings ---

TEST(ToyHeartbeat, The_client_answers_pings_and_sends_none) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .pass(seconds(44))
      .causes({})
      .hear("ping")
      .causes({"send-text 1 pong"})
      .pass(milliseconds(44'999))
      .causes({})
      .pass(milliseconds(1))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent *",
               "retry-scheduled 1 *"});
}

TEST(ToyHeartbeat, After_a_sleep_the_link_gets_time_for_what_was_waiting) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .freeze(minutes(60))
      .causes({})
      .hear("ping")
      .causes({"send-text 1 pong"})
      .pass(seconds(44))
      .causes({});
}

TEST(ToyHeartbeat, A_wake_up_sends_nothing) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected().give(in::Woke{WakeReason::Visible}).causes({});
}

// --- A server that does not acknowledge ---

TEST(ToyChannels, What_is_not_acknowledged_is_subscribed_when_it_is_sent) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .give(in::Subscribe{"news", {}})
      .causes({"channel-changed news", "channel-changed news subscribing", "send-text 1 join news",
               "channel-changed news subscribed", "subscribed news"})
      .pass(seconds(44))
      .causes({})
      .hear("say news a 1")
      .causes({"message news a 1"})
      .give(in::Unsubscribe{"news", {}})
      .causes({"send-text 1 part news", "channel-changed news left"});
}

TEST(ToyChannels, A_channel_that_needs_a_signature_waits_for_it) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .give(in::Subscribe{"private-a", {}})
      .causes({"channel-changed private-a", "channel-changed private-a authorizing",
               "authorize 1 private-a 1.1"})
      .grant(R"({"auth":"signed"})")
      .causes({"channel-changed private-a subscribing", "send-text 1 join private-a signed",
               "channel-changed private-a subscribed", "subscribed private-a"});
}

TEST(ToyChannels, A_refusal_is_about_the_subscription_that_there_is) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .subscribed("news")
      .give(in::Unsubscribe{"news", {}})
      .whatever()
      .subscribed("news")
      .hear("refuse news 401 no")
      .causes({"channel-changed news failed", "subscribe-failed news subscribe-refused 401 no no"});
}

TEST(ToyChannels, Whispers_go_once_the_channel_is_subscribed) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .subscribed("news")
      .give(in::Whisper{RequestId{1}, "news", "typing", "{}", true, false})
      .causes({"send-text 1 say news typing {}", "whisper-settled 1"});
}

// --- Credentials of the connection ---

TEST(ToyCredentials, Asked_before_a_link_they_open_it) {
  Script script({}, toy_server({Carrier::Socket, Asks::BeforeLink}));
  script.give(in::Connect{})
      .causes({"connection-changed connecting", "authorize 1 connection"})
      .grant(R"({"auth":"token"})")
      .causes({"open-link 1 ws://toy.test/line?token=token"});
}

TEST(ToyCredentials, Asked_before_a_link_that_requests_carry_they_are_in_every_request) {
  Script script({}, toy_server({Carrier::Requests, Asks::BeforeLink}));
  script.give(in::Connect{})
      .causes({"connection-changed connecting", "authorize 1 connection"})
      .grant(R"({"auth":"token"})")
      .causes({"send-request 1 1 http://toy.test/line?token=token",
               "send-request 1 2 http://toy.test/line?token=token hello"})
      .hear(kWelcome)
      .causes({"connection-changed connecting connected 1.1",
               "send-request 1 3 http://toy.test/line?token=token&socket=1.1"});
}

TEST(ToyCredentials, Asked_before_the_greeting_they_may_come_before_or_after_the_link_opens) {
  {
    Script script({}, toy_server({Carrier::Socket, Asks::BeforeGreeting}));
    script.give(in::Connect{})
        .causes({"open-link 1 ws://toy.test/line", "connection-changed connecting",
                 "authorize 1 connection"})
        .grant(R"({"auth":"token"})")
        .causes({})
        .give(in::LinkOpened{LinkId{1}})
        .causes({"send-text 1 hello token"});
  }
  Script script({}, toy_server({Carrier::Socket, Asks::BeforeGreeting}));
  script.give(in::Connect{})
      .whatever()
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .grant(R"({"auth":"token"})")
      .causes({"send-text 1 hello token"})
      .hear(kWelcome)
      .causes({"connection-changed connecting connected 1.1"});
}

TEST(ToyCredentials, Without_them_the_attempt_has_failed_and_the_next_one_asks_again) {
  Script script({}, toy_server({Carrier::Socket, Asks::BeforeLink}));
  script.give(in::Connect{})
      .whatever()
      .give(in::AuthFailed{RequestId{1}, true, "no token", 0})
      .causes({"retry-scheduled 1 * auth-denied no token"})
      .pass(seconds(5))
      .causes({"authorize 2 connection"});
}

TEST(ToyCredentials, Those_that_have_expired_are_renewed_for_the_same_attempt) {
  Options options;
  options.auth.can_refresh = true;
  Script script(options, toy_server({Carrier::Socket, Asks::BeforeLink}));
  script.give(in::Connect{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 401, false, 0, {}})
      .causes({"refresh-credentials"})
      .give(in::Refreshed{true})
      .causes({"authorize 1 connection"})
      .grant(R"({"auth":"token"})")
      .causes({"open-link 1 ws://toy.test/line?token=token"});
}

TEST(ToyCredentials, An_attempt_that_ends_leaves_the_renewal_to_the_next_one) {
  Options options;
  options.auth.can_refresh = true;
  options.auth.timeout = seconds(30);
  Script script(options, toy_server({Carrier::Socket, Asks::BeforeLink}));
  script.give(in::Connect{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 401, false, 0, {}})
      .causes({"refresh-credentials"})
      .pass(seconds(9))
      .causes({"retry-scheduled 1 *", "authorize 2 connection"})
      .give(in::AuthAnswered{RequestId{2}, 401, false, 0, {}})
      .causes({})
      .give(in::Refreshed{true})
      .causes({"authorize 2 connection"});
}

TEST(ToyCredentials, While_the_endpoint_fails_each_attempt_asks_once) {
  Script script({}, toy_server({Carrier::Requests, Asks::BeforeGreeting}));
  script.give(in::Connect{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 503, false, 0, {}})
      .causes({"close-link 1 1000", "retry-scheduled 1 * auth-server 503"})
      .pass(seconds(5))
      .causes({"send-request 2 1 http://toy.test/line", "authorize 2 connection"});
}

TEST(ToyCredentials, An_endpoint_that_says_when_is_not_asked_before) {
  Script script({}, toy_server({Carrier::Socket, Asks::BeforeLink}));
  script.give(in::Connect{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 429, false, 60, {}})
      .causes({"retry-scheduled 1 60* auth-server 429"})
      .pass(seconds(30))
      .causes({"connection-changed connecting unavailable timeout 10000"})
      .give(in::Woke{WakeReason::Asked})
      .give(in::OnlineChanged{false})
      .give(in::OnlineChanged{true})
      .pass(milliseconds(29'999))
      .causes({})
      .pass(milliseconds(1))
      .causes({"authorize 2 connection"});
}

TEST(ToyCredentials, No_endpoint_is_waited_for_longer_than_the_maximum) {
  Options options;
  options.auth.retry_after_max = seconds(20);
  Script script(options, toy_server({Carrier::Socket, Asks::BeforeLink}));
  script.give(in::Connect{})
      .whatever()
      .give(in::AuthAnswered{RequestId{1}, 503, false, 3600, {}})
      .causes({"retry-scheduled 1 20* auth-server 503"})
      .pass(milliseconds(20'500))
      .causes(
          {"connection-changed connecting unavailable timeout 10000", "authorize 2 connection"});
}

TEST(ToyCredentials, Those_that_do_not_come_are_the_reason_why_the_attempt_ends) {
  {
    Script script({}, toy_server({Carrier::Socket, Asks::BeforeLink}));
    script.give(in::Connect{})
        .whatever()
        .pass(seconds(8))
        .causes({"retry-scheduled 1 * timeout the app gave no credentials for the connection",
                 "cancel-auth 1"});
  }
  Options options;
  options.auth.timeout = seconds(5);
  for (const Options& given : {Options(), options}) {
    Script script(given, toy_server({Carrier::Socket, Asks::BeforeGreeting}));
    script.give(in::Connect{})
        .give(in::LinkOpened{LinkId{1}})
        .whatever()
        .pass(given.auth.timeout == seconds(5) ? milliseconds(5'000) : milliseconds(8'000));
    if (given.auth.timeout == seconds(5)) {
      script.causes({"cancel-auth 1", "close-link 1 1000",
                     "retry-scheduled 1 * timeout the app gave no credentials for the connection"});
    } else {
      script.causes({"close-link 1 1000",
                     "retry-scheduled 1 * timeout the app gave no credentials for the connection",
                     "cancel-auth 1"});
    }
  }
}

TEST(ToyCredentials, They_are_not_blamed_for_a_server_that_does_not_answer) {
  {
    Script script({}, toy_server({Carrier::Socket, Asks::BeforeGreeting}));
    script.give(in::Connect{})
        .whatever()
        .pass(seconds(8))
        .causes({"close-link 1 1000", "retry-scheduled 1 * timeout", "cancel-auth 1"});
  }
  Script script({}, toy_server({Carrier::Socket, Asks::BeforeGreeting}));
  script.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .grant()
      .whatever()
      .pass(seconds(8))
      .causes({"close-link 1 1000", "retry-scheduled 1 * timeout"});
}

TEST(ToyCredentials, An_attempt_that_ends_takes_its_request_with_it) {
  Script script({}, toy_server({Carrier::Socket, Asks::BeforeGreeting}));
  script.give(in::Connect{})
      .whatever()
      .drop()
      .causes({"retry-scheduled 1 *", "cancel-auth 1"})
      .give(in::AuthAnswered{RequestId{1}, 200, false, 0, R"({"auth":"late"})"})
      .causes({});
}

// --- Binary messages ---

TEST(ToyBinary, Messages_go_both_ways) {
  Script script({}, toy_server({Carrier::Socket}));
  script.connected()
      .give(in::LinkBinary{LinkId{1}, "\x01\x02"})
      .causes({"send-binary 1 0102"})
      .give(in::LinkBinary{LinkId{7}, "from another link"})
      .causes({});
}

TEST(ToyBinary, A_message_larger_than_it_may_be_is_refused) {
  Options options;
  options.limits.message_bytes = 1024;
  Script script(options, toy_server({Carrier::Socket}));
  script.connected()
      .give(in::LinkBinary{LinkId{1}, std::string(1025, '\1')})
      .causes({"connection-error bad-frame too large"});
}

// --- A server without socket ids ---

TEST(ToyGreeting, A_link_may_have_no_socket_id) {
  Script script({}, toy_server({Carrier::Socket}));
  script.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear("welcome  45000")
      .causes({"connection-changed connecting connected"})
      .subscribed("news");
}

}  // namespace
}  // namespace oread::test
