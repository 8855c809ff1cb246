// What a host reports about the network, and when the engine believes it.
#include "connection/connection.hpp"

#include <gtest/gtest.h>

#include "support/script.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

/// Reconnects always use the maximum delay, so that tests can distinguish a usual delay from a
/// probe.
Options steady() {
  Options options;
  options.reconnect.initial_delay = options.reconnect.max_delay = Span{1};
  return options;
}

TEST(Connection, Offline_slows_down_to_a_probe_and_online_tries_at_once) {
  Script script(steady());
  script.connected()
      .give(in::OnlineChanged{false})
      .causes({"send-text 1 *pusher:ping*"})
      .give(in::OnlineChanged{false})
      .causes({})
      .drop()
      .whatever();
  for (int attempt = 1; attempt <= 3; ++attempt) script.pass(Millis{1}).drop().whatever();
  script.pass(Millis{1})
      .whatever()
      .drop()
      .causes({"retry-scheduled 5 30000 link-failed 1006"})
      .pass(Millis{29'999})
      .causes({"connection-changed reconnecting unavailable timeout 10000"})
      .give(in::OnlineChanged{true})
      .causes({"open-link 6 *"});
}

TEST(Connection, A_host_that_is_wrong_about_the_network_is_not_believed) {
  Script script(steady());
  // It was reported before the first attempt, which succeeded anyway.
  script.give(in::OnlineChanged{false}).connected().drop().whatever();
  for (int attempt = 1; attempt <= 9; ++attempt) {
    script.pass(Millis{1}).drop().causes({"open-link *", "retry-scheduled * link-failed 1006"});
  }
}

TEST(Connection, An_answer_speaks_against_a_network_that_is_said_to_be_gone) {
  Script script(steady());
  script.connected()
      .give(in::OnlineChanged{false})
      .hear(R"({"event":"pusher:pong"})")
      .drop()
      .whatever();
  for (int attempt = 1; attempt <= 9; ++attempt) {
    script.pass(Millis{1}).drop().causes({"open-link *", "retry-scheduled * link-failed 1006"});
  }
}

TEST(Connection, An_attempt_without_network_is_made_again_when_it_is_back) {
  Script()
      .give(in::OnlineChanged{false})
      .give(in::Connect{})
      .whatever()
      .pass(seconds(3))
      .give(in::OnlineChanged{true})
      .causes({"close-link 1 1000", "open-link 2 *"});
}

TEST(Connection, A_greeting_that_was_awaited_without_network_is_awaited_on_another_link) {
  Script({}, toy_server({Carrier::Socket}))
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .give(in::OnlineChanged{false})
      .whatever()
      .pass(seconds(3))
      .give(in::OnlineChanged{true})
      .causes({"close-link 1 1000", "open-link 2 *"});
}

TEST(Connection, Requests_that_were_sent_without_network_are_sent_again_when_it_is_back) {
  Script({}, toy_server())
      .give(in::OnlineChanged{false})
      .give(in::Connect{})
      .whatever()
      .pass(seconds(3))
      .give(in::OnlineChanged{true})
      .causes({"close-link 1 1000", "send-request 2 1 *", "send-request 2 2 * hello"});
}

TEST(Connection, An_answer_within_the_handshake_shows_that_there_was_a_network) {
  Script({}, toy_server())
      .give(in::OnlineChanged{false})
      .give(in::Connect{})
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .whatever()
      .pass(seconds(3))
      .give(in::OnlineChanged{true})
      .causes({})
      .hear("welcome 1.1 45000")
      .causes({"connection-changed connecting connected 1.1 3000", "send-request 1 3 *"});
}

TEST(Connection, What_the_app_is_asked_before_a_link_is_not_asked_again_with_the_network) {
  Script({}, toy_server({Carrier::Socket, Asks::BeforeLink}))
      .give(in::OnlineChanged{false})
      .give(in::Connect{})
      .causes({"connection-changed connecting", "authorize 1 connection"})
      .pass(seconds(3))
      .give(in::OnlineChanged{true})
      .causes({})
      .grant()
      .causes({"open-link 1 *"});
}

}  // namespace
}  // namespace oread::test
