// Answers that are awaited: each request ends once.
#include "channel/replies.hpp"

#include <gtest/gtest.h>

#include "oread/dialects.hpp"
#include "support/script.hpp"
#include "support/socketio/server.hpp"

namespace oread::test {
namespace {

using std::chrono::seconds;

const char* const kOpen =
    R"(0{"sid":"E1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})";

SocketIoServerOptions namespaces() {
  SocketIoServerOptions options;
  options.client.transports = "websocket";
  options.client.namespaces = true;
  return options;
}

in::Emit emit(std::uint32_t request, Millis reply_within = Millis{0}) {
  return {{RequestId{request}, "/", "e", R"(["e",1])", true, false}, {}, true, reply_within};
}

/// Connected, and the root namespace is.
struct Fixture : ::testing::Test {
  Fixture() : script({}, socketio_server(namespaces())) {
    script.give(in::Connect{})
        .give(in::LinkOpened{LinkId{1}})
        .hear(kOpen)
        .give(in::Subscribe{"/", {}})
        .hear(R"(40{"sid":"S1"})")
        .whatever();
  }
  Script script;
};

struct Answers : Fixture {};

TEST_F(Answers, An_answer_reaches_the_request) {
  script.give(emit(7))
      .causes({R"(send-text 1 427["e",1])", "whisper-settled 7"})
      .hear(R"(437["ok",2])")
      .causes({R"(replied 7 ["ok",2])"})
      .hear(R"(437["again"])")
      .causes({});
}

TEST_F(Answers, One_that_does_not_come_in_time_is_given_up) {
  script.give(emit(7, seconds(5)))
      .whatever()
      .pass(seconds(5) - Millis{1})
      .causes({})
      .pass(Millis{1})
      .causes({"replied 7 timeout"})
      .hear("437[]")
      .causes({});
}

TEST_F(Answers, A_lost_link_ends_those_that_were_sent) {
  script.give(emit(7, seconds(60)))
      .whatever()
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006", "retry-scheduled 1 *",
               "channel-changed /", "replied 7 link-closed"});
}

TEST_F(Answers, A_channel_that_is_left_ends_them) {
  script.give(emit(7))
      .whatever()
      .give(in::Unsubscribe{"/", {}})
      .causes({"send-text 1 41", "replied 7 not-subscribed", "channel-changed / left"});
}

TEST_F(Answers, An_event_without_a_wish_for_an_answer_gets_none) {
  script.give(in::Emit{{RequestId{7}, "/", "e", R"(["e"])", true, false}, {}, false, {}})
      .causes({R"(send-text 1 42["e"])", "whisper-settled 7"})
      .hear("437[]")
      .causes({});
}

TEST(AnswersBeforeAConnection, What_was_not_sent_in_time_settles_and_has_no_answer) {
  Script script({}, socketio_server(namespaces()));
  script.give(in::Subscribe{"/", {}})
      .whatever()
      .give(emit(7, seconds(5)))
      .causes({})
      .pass(seconds(5))
      .causes({"whisper-settled 7 timeout"});
}

TEST(AnswersBeforeAConnection, The_time_begins_with_the_call) {
  Script script({}, socketio_server(namespaces()));
  script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .give(emit(7, seconds(5)))
      .give(in::LinkOpened{LinkId{1}})
      .pass(seconds(3))
      .hear(kOpen)
      .whatever()
      .hear(R"(40{"sid":"S1"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S1"})",
               R"(send-text 1 427["e",1])", "whisper-settled 7"})
      .pass(seconds(2))
      .causes({"replied 7 timeout"});
}

TEST(EventsWithoutAChannel, Wait_until_it_is_subscribed) {
  Script script({}, socketio_server(namespaces()));
  script.give(emit(7))
      .causes({})
      .give(in::Subscribe{"/", {}})
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen)
      .whatever()
      .hear(R"(40{"sid":"S1"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S1"})",
               R"(send-text 1 427["e",1])", "whisper-settled 7"});
}

TEST(EventsWithoutAChannel, Wait_within_the_bounds_of_all_others) {
  Options options;
  options.whispers.max_queue = 1;
  options.whispers.max_wait = seconds(5);
  Script script(options, socketio_server(namespaces()));
  script.give(emit(7))
      .give(emit(8))
      .causes({"whisper-settled 8 rate-limited"})
      .pass(seconds(5))
      .causes({"whisper-settled 7 timeout"});
}

TEST_F(Answers, What_was_not_sent_when_its_channel_was_left_waits_for_it) {
  script.give(in::Disconnect{})
      .whatever()
      .give(emit(7))
      .give(in::Unsubscribe{"/", {}})
      .causes({"channel-changed / left"})
      .give(in::Subscribe{"/", {}})
      .whatever()
      .give(in::Unsubscribe{"/", {}})
      .causes({"channel-changed / left"})
      .pass(seconds(30))
      .causes({"whisper-settled 7 timeout"});
}

TEST_F(Answers, One_that_may_not_wait_needs_its_channel) {
  in::Emit now = emit(7);
  now.may_wait = false;
  script.give(in::Unsubscribe{"/", {}})
      .whatever()
      .give(now)
      .causes({"whisper-settled 7 not-subscribed"});
}

TEST_F(Answers, The_server_is_answered_once_on_the_same_link) {
  script.hear(R"(423["ask",1])")
      .causes({R"(call 1 / ask ["ask",1] 3)"})
      .give(in::Reply{LinkId{1}, "/", "3", R"(["yes"])"})
      .causes({R"(send-text 1 433["yes"])"})
      .give(in::Reply{LinkId{2}, "/", "3", "[]"})
      .causes({})
      .give(in::Reply{LinkId{1}, "/none", "3", "[]"})
      .causes({})
      .give(in::Reply{LinkId{1}, "/", "3x", "[]"})
      .causes({})
      .give(in::Reply{LinkId{1}, "/", "3", "[1"})
      .causes({});
}

in::Emit repeated(std::uint32_t request, std::uint32_t retries, Millis reply_within) {
  in::Emit one = emit(request, reply_within);
  one.retries = retries;
  return one;
}

struct RepeatedEvents : Fixture {};

TEST_F(RepeatedEvents, Are_sent_in_order_each_after_the_answer_to_the_one_before) {
  script.give(repeated(7, 1, seconds(5)))
      .causes({R"(send-text 1 427["e",1])", "whisper-settled 7"})
      .give(repeated(8, 1, seconds(5)))
      .causes({})
      .give(emit(9))
      .causes({R"(send-text 1 429["e",1])", "whisper-settled 9"})
      .hear(R"(437["ok"])")
      .causes({R"(replied 7 ["ok"])", R"(send-text 1 428["e",1])", "whisper-settled 8"})
      .hear(R"(438[])")
      .causes({"replied 8 []"});
}

TEST_F(RepeatedEvents, Of_different_channels_do_not_wait_for_each_other) {
  in::Emit other = repeated(8, 1, seconds(5));
  other.channel = "/a";
  script.give(in::Subscribe{"/a", {}})
      .hear(R"(40/a,{"sid":"S2"})")
      .give(repeated(7, 1, seconds(5)))
      .whatever()
      .give(other)
      .causes({R"(send-text 1 42/a,8["e",1])", "whisper-settled 8"});
}

TEST_F(RepeatedEvents, Are_sent_again_while_there_is_no_answer) {
  script.give(repeated(7, 2, seconds(5)))
      .whatever()
      .pass(seconds(5))
      .causes({R"(send-text 1 427["e",1])"})
      .pass(seconds(5))
      .causes({R"(send-text 1 427["e",1])"})
      .give(repeated(8, 2, seconds(5)))
      .pass(seconds(5))
      .causes({"replied 7 timeout", R"(send-text 1 428["e",1])", "whisper-settled 8"});
}

TEST_F(RepeatedEvents, Are_answered_also_by_the_answer_to_an_earlier_sending) {
  script.give(repeated(7, 1, seconds(5)))
      .whatever()
      .pass(seconds(5))
      .causes({R"(send-text 1 427["e",1])"})
      .hear(R"(437["first"])")
      .causes({R"(replied 7 ["first"])"})
      .hear(R"(437["second"])")
      .causes({})
      .pass(seconds(5))
      .causes({});
}

TEST_F(RepeatedEvents, Are_sent_again_after_the_link_was_lost) {
  script.give(repeated(7, 1, Millis{0}))
      .whatever()
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006", "retry-scheduled 1 *",
               "channel-changed /"})
      .pass(seconds(1))
      .give(in::LinkOpened{LinkId{2}})
      .hear(kOpen)
      .whatever()
      .hear(R"(40{"sid":"S2"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S2"})",
               R"(send-text 2 427["e",1])"})
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006", "retry-scheduled 2 *",
               "channel-changed /", "replied 7 link-closed"});
}

TEST_F(RepeatedEvents, Are_sent_again_after_their_channel_was_left) {
  script.give(repeated(7, 1, Millis{0}))
      .whatever()
      .give(in::Unsubscribe{"/", {}})
      .causes({"send-text 1 41", "channel-changed / left"})
      .give(in::Subscribe{"/", {}})
      .whatever()
      .hear(R"(40{"sid":"S2"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S2"})",
               R"(send-text 1 427["e",1])"})
      .give(in::Unsubscribe{"/", {}})
      .causes({"send-text 1 41", "replied 7 not-subscribed", "channel-changed / left"});
}

TEST_F(RepeatedEvents, Are_sent_once_if_they_may_not_wait) {
  in::Emit now = repeated(7, 3, seconds(5));
  now.may_wait = false;
  script.give(now)
      .causes({R"(send-text 1 427["e",1])", "whisper-settled 7"})
      .pass(seconds(5))
      .causes({"replied 7 timeout"});
}

TEST(RepeatedEventsBeforeAConnection, Have_their_time_from_the_first_sending_on) {
  Script script({}, socketio_server(namespaces()));
  script.give(repeated(7, 0xffff'ffff, seconds(2)))
      .give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .give(in::LinkOpened{LinkId{1}})
      .pass(seconds(3))
      .hear(kOpen)
      .whatever()
      .hear(R"(40{"sid":"S1"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S1"})",
               R"(send-text 1 427["e",1])", "whisper-settled 7"})
      .pass(seconds(2))
      .causes({R"(send-text 1 427["e",1])"});
}

TEST(RepeatedEventsBeforeAConnection, Wait_within_the_bounds_of_all_others) {
  Options options;
  options.whispers.max_queue = 1;
  options.whispers.max_wait = seconds(5);
  Script script(options, socketio_server(namespaces()));
  script.give(repeated(7, 1, seconds(1)))
      .give(repeated(8, 1, seconds(1)))
      .causes({"whisper-settled 8 rate-limited"})
      .pass(seconds(5))
      .causes({"whisper-settled 7 timeout"});
}

}  // namespace
}  // namespace oread::test
