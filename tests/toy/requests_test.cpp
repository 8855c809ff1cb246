// Links that requests carry: when they poll, and what they send.
#include <chrono>

#include <gtest/gtest.h>

#include "support/script.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const char* const kWelcome = "welcome 1.1 45000";

TEST(ToyRequests, A_link_polls_and_sends_what_waits_at_the_end_of_a_step) {
  Script script({}, toy_server());
  script.give(in::Connect{})
      .causes({"send-request 1 1 http://toy.test/line", "connection-changed connecting",
               "send-request 1 2 http://toy.test/line hello"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .causes({})
      .hear(kWelcome)
      .causes({"connection-changed connecting connected 1.1",
               "send-request 1 3 http://toy.test/line?socket=1.1"})
      .give(in::Subscribe{"news", {}})
      .causes({"channel-changed news", "channel-changed news subscribing",
               "channel-changed news subscribed", "subscribed news",
               "send-request 1 4 http://toy.test/line?socket=1.1 join news"});
}

TEST(ToyRequests, Messages_wait_while_a_request_brings_others_and_then_go_together) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .whatever()
      .give(in::Subscribe{"a", {}})
      .whatever()
      .give(in::Subscribe{"b", {}})
      .whatever()
      .give(in::Subscribe{"c", {}})
      .causes({"channel-changed c", "channel-changed c subscribing", "channel-changed c subscribed",
               "subscribed c"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{4}, 200, {}})
      .causes({"send-request 1 5 http://toy.test/line?socket=1.1 join b\njoin c"});
}

TEST(ToyRequests, One_answer_may_carry_several_messages_and_the_next_poll_follows_it) {
  Script script({}, toy_server());
  script.connected()
      .subscribed("news")
      .hear("say news a {\"n\":1}\nsay news b 2")
      .causes({"message news a {\"n\":1}", "message news b 2",
               "send-request 1 * http://toy.test/line?socket=1.1"});
}

TEST(ToyRequests, A_request_that_fails_ends_the_link) {
  for (const std::uint16_t status : {std::uint16_t{0}, std::uint16_t{404}, std::uint16_t{500}}) {
    Script script({}, toy_server());
    script.connected()
        .give(in::RequestAnswered{LinkId{1}, RequestId{3}, status, "gone"})
        .causes({"close-link 1 1000", "connection-changed connected reconnecting link-failed *",
                 "retry-scheduled 1 *"});
  }
}

TEST(ToyRequests, Answers_to_requests_of_a_link_that_has_ended_are_ignored) {
  Script script({}, toy_server());
  script.connected()
      .give(in::Disconnect{})
      .whatever()
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 200, "say news a 1"})
      .causes({})
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 500, {}})
      .causes({});
}

TEST(ToyRequests, An_answer_that_nobody_waits_for_changes_nothing) {
  for (const Carrier carrier : {Carrier::Requests, Carrier::Socket}) {
    Script script({}, toy_server({carrier}));
    script.connected()
        .subscribed("news")
        .give(in::RequestAnswered{LinkId{1}, RequestId{77}, 200, "say news a 1"})
        .causes({})
        .give(in::RequestAnswered{LinkId{1}, RequestId{77}, 500, {}})
        .causes({});
  }
}

TEST(ToyRequests, An_answer_that_nobody_waits_for_proves_no_life) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .causes({})
      .pass(seconds(44))
      .causes({})
      .give(in::RequestAnswered{LinkId{1}, RequestId{77}, 200, {}})
      .causes({})
      .pass(seconds(1))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent *",
               "retry-scheduled 1 *"});
}

TEST(ToyRequests, Any_success_is_an_answer) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 201, {}})
      .causes({})
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 204, {}})
      .causes({"send-request 1 4 http://toy.test/line?socket=1.1"});
}

TEST(ToyRequests, Only_the_answer_to_a_poll_proves_that_the_link_hears) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .whatever()
      .pass(seconds(44))
      .give(in::SignIn{})
      .causes({"authorize 1 user 1.1"})
      .grant()
      .causes({"send-request 1 4 http://toy.test/line?socket=1.1 user key:signature"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{4}, 200, {}})
      .causes({})
      .pass(seconds(1))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent *",
               "retry-scheduled 1 *"});
}

TEST(ToyRequests, Messages_whose_request_is_not_answered_end_the_link) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .whatever()
      .give(in::Subscribe{"news", {}})
      .whatever()
      .pass(milliseconds(7'999))
      .causes({})
      .pass(milliseconds(1))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting timeout *",
               "retry-scheduled 1 *", "channel-changed news"});
}

TEST(ToyRequests, After_a_sleep_a_request_gets_time_for_its_answer) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .whatever()
      .give(in::Subscribe{"news", {}})
      .whatever()
      .freeze(seconds(40))
      .causes({})
      .give(in::RequestAnswered{LinkId{1}, RequestId{4}, 200, {}})
      .causes({});
}

TEST(ToyRequests, An_answer_larger_than_a_message_may_be_is_refused) {
  Options options;
  options.limits.message_bytes = 1024;
  Script script(options, toy_server());
  script.connected()
      .subscribed("news")
      .hear("say news a " + std::string(1024, '1'))
      .causes({"connection-error bad-frame too large",
               "send-request 1 * http://toy.test/line?socket=1.1"});
}

TEST(ToyRequests, A_server_that_answers_each_poll_at_once_is_asked_ten_times_a_second) {
  Script script({}, toy_server());
  script.connected().give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}}).whatever();
  // The handshake took two of ten.
  for (int i = 3; i <= 10; ++i) script.hear("").causes({"send-request 1 * *socket=1.1"});
  for (int i = 0; i < 2; ++i) {
    script.hear("")
        .causes({})
        .pass(milliseconds(99))
        .causes({})
        .pass(milliseconds(1))
        .causes({"send-request 1 * *socket=1.1"});
  }
  script.pass(seconds(1)).causes({});
  for (int i = 1; i <= 10; ++i) script.hear("").causes({"send-request 1 * *socket=1.1"});
  script.hear("").causes({});
}

TEST(ToyRequests, While_a_poll_waits_for_its_turn_messages_are_sent) {
  Script script({}, toy_server());
  script.connected().give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}});
  for (int i = 2; i <= 10; ++i) script.hear("");
  script.whatever()
      .give(in::SignIn{})
      .grant()
      .causes({"authorize 1 user 1.1", "send-request 1 * user key:signature"})
      .pass(milliseconds(100))
      .causes({"send-request 1 * *socket=1.1"});
}

TEST(ToyRequests, A_link_that_ends_takes_the_poll_that_waits_with_it) {
  Script script({}, toy_server());
  script.connected();
  for (int i = 2; i <= 10; ++i) script.hear("");
  script.whatever()
      .give(in::Disconnect{})
      .causes({"close-link 1 1000", "connection-changed connected disconnected stopped"})
      .pass(seconds(1))
      .causes({});
}

TEST(ToyRequests, A_body_holds_as_many_messages_as_fit_and_the_rest_waits) {
  constexpr std::uint32_t kTwo = sizeof("join b\njoin c") - 1;
  Script script({}, toy_server({Carrier::Requests, Asks::Nothing, kTwo}));
  script.connected().give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}});
  for (const char* const channel : {"a", "b", "c", "d", "a-long-name", "e", "f", "g"}) {
    script.give(in::Subscribe{channel, {}});
  }
  script.whatever()
      .give(in::RequestAnswered{LinkId{1}, RequestId{4}, 200, {}})
      .causes({"send-request 1 5 *socket=1.1 join b\njoin c"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{5}, 200, {}})
      .causes({"send-request 1 6 *socket=1.1 join d"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{6}, 200, {}})
      // Larger than a body may be: alone.
      .causes({"send-request 1 7 *socket=1.1 join a-long-name"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{7}, 200, {}})
      .causes({"send-request 1 8 *socket=1.1 join e\njoin f"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{8}, 200, {}})
      .causes({"send-request 1 9 *socket=1.1 join g"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{9}, 200, {}})
      .causes({});
}

TEST(ToyRequests, An_empty_message_is_not_sent_because_it_would_be_a_poll) {
  Script script({}, toy_server());
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}})
      .give(in::LinkBinary{LinkId{1}, {}})
      .causes({});
}

TEST(ToyRequests, More_than_may_wait_ends_the_link) {
  Options options;
  options.whispers.max_bytes = 5'000'000;
  Script script(options, toy_server());
  script.connected().give(in::RequestAnswered{LinkId{1}, RequestId{2}, 200, {}}).subscribed("news");
  const std::string data = '"' + std::string(4'000'000, 'x') + '"';
  for (std::uint32_t request = 1; request <= 2; ++request) {
    script.give(in::Whisper{RequestId{request}, "news", "typing", data, true, false})
        .causes({request == 1 ? "whisper-settled 1" : "whisper-settled 2"});
  }
  script.give(in::Whisper{RequestId{3}, "news", "typing", data, true, false})
      .causes({"whisper-settled 3", "close-link 1 1000",
               "connection-changed connected reconnecting rate-limited more than 8 MiB wait*",
               "retry-scheduled 1 * rate-limited more than 8 MiB wait for a request",
               "channel-changed news"})
      .pass(seconds(1))
      .causes({"send-request 2 1 *", "send-request 2 2 *"});
}

}  // namespace
}  // namespace oread::test
