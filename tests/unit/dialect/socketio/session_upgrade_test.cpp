// The whole engine with this dialect: a WebSocket takes over from polling.
#include <chrono>

#include <gtest/gtest.h>

#include "support/script.hpp"
#include "support/socketio/server.hpp"

namespace oread::test {
namespace {

using std::chrono::seconds;

SocketIoServerOptions upgrading_server() {
  SocketIoServerOptions options;
  options.client.transports = "polling,websocket";
  options.upgrades = true;
  return options;
}

/// Connected by polling (request 4 is the poll), and the socket asks.
void asking(Script& script) {
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 200, "ok"})
      .whatever()
      .give(in::LinkOpened{LinkId{2}})
      .causes({"send-text 2 2probe"});
}

TEST(SocketIoUpgrade, A_socket_takes_over_when_the_server_agrees_and_no_request_is_under_way) {
  Script script({}, socketio_server(upgrading_server()));
  script.give(in::Connect{})
      .hear(R"(0{"sid":"E1","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000})")
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 200, "ok"})
      .whatever()
      .hear(R"(40{"sid":"S1"})")
      .causes({"connection-changed connecting connected S1",
               "open-link 2 wss://io.test/socket.io/?EIO=4&transport=websocket&sid=E1",
               "send-request 1 4 *"})
      .give(in::LinkOpened{LinkId{2}})
      .causes({"send-text 2 2probe"})
      .give(in::LinkText{LinkId{2}, "3probe"})
      .causes({})
      .give(in::Subscribe{"a", {}})
      .causes({"channel-changed a", "channel-changed a subscribing", "channel-changed a subscribed",
               "subscribed a"})
      // The poll brings what it has; it is the last one.
      .hear(R"(42["e","a",1])")
      .causes({"message a e 1", "close-link 1 1000", "send-text 2 5",
               R"(send-text 2 42["subscribe",{"channel":"a","auth":{"headers":{}}}])"})
      .hear(R"(42["e","a",2])")
      .causes({"add-route 2 *", "message a e 2"})
      .give(in::Disconnect{})
      .causes({"close-link 2 1000", "connection-changed connected disconnected stopped",
               "drop-routes", "channel-changed a"});
}

TEST(SocketIoUpgrade, An_event_that_came_by_polling_is_answered_on_the_socket) {
  SocketIoServerOptions options = upgrading_server();
  options.client.namespaces = true;
  Script script({}, socketio_server(options));
  script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .hear(
          R"(0{"sid":"E1","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":9})")
      .give(in::LinkOpened{LinkId{2}})
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 200, "ok"})
      .whatever()
      .hear(
          "40{\"sid\":\"S1\"}\x1e"
          "423[\"ask\"]")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S1"})",
               R"(call 1 / ask ["ask"] 3)", "send-request 1 4 *"})
      .give(in::LinkText{LinkId{2}, "3probe"})
      .hear("6")
      .causes({"close-link 1 1000", "send-text 2 5"})
      .give(in::Reply{LinkId{1}, "/", "3", "[1]"})
      .causes({"send-text 2 433[1]"});
}

TEST(SocketIoUpgrade, A_request_that_brings_messages_is_waited_for) {
  Script script({}, socketio_server(upgrading_server()));
  asking(script);
  script.give(in::Subscribe{"a", {}})
      .whatever()
      .give(in::LinkText{LinkId{2}, "3probe"})
      .hear("6")
      .causes({})
      .give(in::RequestAnswered{LinkId{1}, RequestId{5}, 200, "ok"})
      .causes({"close-link 1 1000", "send-text 2 5"});
}

TEST(SocketIoUpgrade, A_socket_that_fails_changes_nothing) {
  for (const bool is_open : {false, true}) {
    Script script({}, socketio_server(upgrading_server()));
    script.connected().give(in::RequestAnswered{LinkId{1}, RequestId{3}, 200, "ok"}).whatever();
    if (is_open) script.give(in::LinkOpened{LinkId{2}}).whatever();
    script.give(in::LinkClosed{LinkId{2}, 1006, {}})
        .causes({})
        .hear(R"(42["e","a",2])")
        .causes({"message a e 2", "send-request 1 *"});
  }
}

TEST(SocketIoUpgrade, Anything_but_the_servers_consent_ends_the_socket_alone) {
  for (const char* text : {"3", "", "2", R"(42["e","a",1])", R"(0{"sid":"x"})"}) {
    Script script({}, socketio_server(upgrading_server()));
    asking(script);
    script.give(in::LinkText{LinkId{2}, text})
        .causes({"close-link 2 1000"})
        .hear("6")
        .causes({"send-request 1 *"});
  }
}

TEST(SocketIoUpgrade, A_socket_that_takes_too_long_is_given_up_and_polling_goes_on) {
  Script script({}, socketio_server(upgrading_server()));
  asking(script);
  script.give(in::LinkText{LinkId{2}, "3probe"})
      .hear("6")
      .whatever()
      .give(in::LinkClosed{LinkId{2}, 1006, {}})
      .whatever();
  Script slow({}, socketio_server(upgrading_server()));
  asking(slow);
  slow.pass(seconds(8)).causes({"close-link 2 1000"}).hear("6").causes({"send-request 1 *"});
}

TEST(SocketIoUpgrade, The_end_of_the_link_ends_the_socket_too) {
  Script script({}, socketio_server(upgrading_server()));
  asking(script);
  script.give(in::Disconnect{})
      .causes({"close-link 2 1000", "send-request 1 * 1 true", "close-link 1 1000",
               "connection-changed connected disconnected stopped"});
}

TEST(SocketIoUpgrade, After_it_the_next_attempt_begins_with_a_WebSocket) {
  Script script({}, socketio_server(upgrading_server()));
  asking(script);
  script.give(in::LinkText{LinkId{2}, "3probe"})
      .hear("6")
      .causes({"close-link 1 1000", "send-text 2 5"})
      .give(in::LinkClosed{LinkId{2}, 1006, {}})
      .whatever()
      .pass(seconds(1))
      .causes({"open-link 3 wss://io.test/socket.io/?EIO=4&transport=websocket"});
}

}  // namespace
}  // namespace oread::test
