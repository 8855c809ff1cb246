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

}  // namespace
}  // namespace oread::test
