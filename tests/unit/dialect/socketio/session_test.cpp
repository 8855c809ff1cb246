// The whole engine with this dialect: links of both carriers to servers of both revisions.
#include "dialect/socketio/session.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "support/script.hpp"
#include "support/socketio/server.hpp"

namespace oread::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const char* const kOpen4 =
    R"(0{"sid":"E1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})";
/// Servers of Socket.IO 2, and of 3.0 to 4.4, name no maximum.
const char* const kOpen = R"(0{"sid":"E1","upgrades":[],"pingInterval":25000,"pingTimeout":20000})";

SocketIoServerOptions old_server(const char* transports = "websocket,polling") {
  SocketIoServerOptions options;
  options.is_old = true;
  options.client.transports = transports;
  return options;
}

SocketIoServerOptions new_server(const char* transports = "websocket,polling") {
  SocketIoServerOptions options;
  options.client.transports = transports;
  return options;
}

SocketIoServerOptions with_auth() {
  SocketIoServerOptions options;
  options.client.sends_auth = true;
  return options;
}

// --- The greeting ---

TEST(SocketIoGreeting, A_new_server_waits_for_our_request) {
  Script script({}, socketio_server(new_server()));
  script.give(in::Connect{})
      .causes({"open-link 1 wss://io.test/socket.io/?EIO=4&transport=websocket",
               "connection-changed connecting"})
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .hear(kOpen4)
      .causes({"send-text 1 40"})
      .hear(R"(40{"sid":"S1"})")
      .causes({"connection-changed connecting connected S1"});
}

TEST(SocketIoGreeting, A_server_that_names_no_maximum_is_asked_when_nothing_else_comes) {
  Script script({}, socketio_server(new_server("websocket")));
  script.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(kOpen)
      .causes({})
      .pass(milliseconds(99))
      .causes({})
      .pass(milliseconds(1))
      .causes({"send-text 1 40"})
      .hear(R"(40{"sid":"S1"})")
      .causes({"connection-changed connecting connected S1 100"});
}

TEST(SocketIoGreeting, An_old_server_connects_unasked_and_is_not_asked) {
  Script script({}, socketio_server(old_server()));
  script.give(in::Connect{})
      .whatever()
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .hear(kOpen)
      .causes({})
      .hear("40")
      .causes({"connection-changed connecting connected E1"})
      .hear("40")
      .causes({})
      .pass(seconds(1))
      .causes({});
}

TEST(SocketIoGreeting, Credentials_go_to_a_new_server_in_the_request) {
  Script script({}, socketio_server(with_auth()));
  script.give(in::Connect{})
      .causes({"open-link 1 *", "connection-changed connecting", "authorize 1 connection"})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen4)
      .causes({})
      .grant(R"({"token":"abc"})")
      .causes({R"(send-text 1 40{"token":"abc"})"})
      .hear(R"(40{"sid":"S1"})")
      .causes({"connection-changed connecting connected S1"});
}

TEST(SocketIoGreeting, Credentials_that_come_early_wait_for_the_server) {
  Script script({}, socketio_server(with_auth()));
  script.give(in::Connect{})
      .whatever()
      .grant(R"({"token":"abc"})")
      .causes({})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen4)
      .causes({R"(send-text 1 40{"token":"abc"})"})
      .hear(R"(40{"sid":"S1"})")
      .whatever();
}

TEST(SocketIoGreeting, A_refusal_says_why_and_is_final) {
  for (const char* text :
       {R"(44{"message":"invalid token","data":{"code":1}})", R"(44"invalid token")"}) {
    Script script({}, socketio_server(new_server()));
    script.give(in::Connect{})
        .give(in::LinkOpened{LinkId{1}})
        .hear(kOpen4)
        .whatever()
        .hear(text)
        .causes({"close-link 1 1000",
                 "connection-changed connecting disconnected server-error 403 invalid token"});
  }
}

TEST(SocketIoGreeting, A_socket_id_that_is_not_one_ends_the_attempt) {
  for (const std::string& id : {std::string("\"\""), std::string("7"), std::string("[]"),
                                '"' + std::string(129, 'x') + '"'}) {
    Script script({}, socketio_server(new_server("websocket")));
    script.give(in::Connect{})
        .give(in::LinkOpened{LinkId{1}})
        .hear(kOpen4)
        .whatever()
        .hear(R"(40{"sid":)" + id + '}')
        .causes({"connection-error bad-handshake no socket id", "close-link 1 1000",
                 "retry-scheduled 1 *"});
  }
}

TEST(SocketIoGreeting, What_is_not_the_protocol_ends_the_attempt) {
  for (const char* text :
       {"", "9", "0{}", R"(0{"sid":"a b"})", "40", R"({"event":"pusher:error"})", "<html>"}) {
    Script script({}, socketio_server(new_server("websocket")));
    script.give(in::Connect{})
        .give(in::LinkOpened{LinkId{1}})
        .whatever()
        .hear(text)
        .causes({"connection-error bad-handshake *", "close-link 1 1000", "retry-scheduled 1 *"});
  }
}

// --- Heartbeat ---

TEST(SocketIoHeartbeat, A_new_server_pings) {
  Script script({}, socketio_server(new_server("websocket")));
  script.connected()
      .pass(seconds(44))
      .causes({})
      .hear("2data")
      .causes({"send-text 1 3"})
      .pass(milliseconds(44'999))
      .causes({})
      .pass(milliseconds(1))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent *",
               "retry-scheduled 1 *"});
}

TEST(SocketIoHeartbeat, An_old_server_counts_on_pings_also_while_it_sends) {
  Script script({}, socketio_server(old_server("websocket")));
  script.connected()
      .pass(seconds(24))
      .hear(R"(42["e","nowhere",1])")
      .whatever()
      .pass(seconds(1))
      .causes({"send-text 1 2"})
      .hear("3")
      .pass(milliseconds(24'999))
      .causes({})
      .pass(milliseconds(1))
      .causes({"send-text 1 2"});
}

TEST(SocketIoHeartbeat, Anything_answers_our_ping_and_silence_ends_the_link) {
  Script script({}, socketio_server(old_server("websocket")));
  script.connected()
      .pass(seconds(25))
      .causes({"send-text 1 2"})
      .hear(R"(42["e","nowhere",1])")
      .whatever()
      .pass(seconds(25))
      .causes({"send-text 1 2"})
      .pass(milliseconds(9'999))
      .causes({})
      .pass(milliseconds(1))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent *",
               "retry-scheduled 1 *"});
}

// --- Channels ---

TEST(SocketIoChannels, A_public_channel_is_subscribed_when_the_request_is_sent) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .give(in::Subscribe{"news", {}})
      .causes({"channel-changed news", "channel-changed news subscribing",
               R"(send-text 1 42["subscribe",{"channel":"news","auth":{"headers":{}}}])",
               "channel-changed news subscribed", "subscribed news"})
      .hear(R"(42["App\\Events\\E","news",{"id":1}])")
      .causes({"add-route *", R"(message news App\Events\E {"id":1})"})
      .give(in::Unsubscribe{"news", {}})
      .causes({R"(send-text 1 42["unsubscribe",{"channel":"news"}])", "drop-routes",
               "channel-changed news left"});
}

TEST(SocketIoChannels, The_app_gives_the_headers_with_which_the_server_asks_the_endpoint) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .give(in::Subscribe{"private-a", {}})
      .causes({"channel-changed private-a", "channel-changed private-a authorizing",
               "authorize 1 private-a 1.1"})
      .grant(R"({"headers":{"Authorization":"Bearer t"}})")
      .causes({"channel-changed private-a subscribing",
               R"(send-text 1 42["subscribe",{"channel":"private-a",)"
               R"("auth":{"headers":{"Authorization":"Bearer t"}}}])",
               "channel-changed private-a subscribed", "subscribed private-a"})
      .hear(R"(42["subscription_error","private-a",403])")
      .causes({"channel-changed private-a failed", "subscribe-failed private-a *"})
      .give(in::Unsubscribe{"private-a", {}})
      .causes({"channel-changed private-a left"});
}

TEST(SocketIoChannels, A_presence_channel_waits_for_its_members) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .give(in::Subscribe{"presence-a", {}})
      .grant(R"({"headers":{}})")
      .whatever()
      .hear(R"(42["presence:subscribed","presence-a",[{"user_id":7,"user_info":{"n":1}}]])")
      .causes({"channel-changed presence-a subscribed", "subscribed presence-a *"})
      .hear(R"(42["presence:joining","presence-a",{"user_id":8,"user_info":{"n":2}}])")
      .causes({"member-joined presence-a 8 *"})
      .hear(R"(42["presence:leaving","presence-a",{"user_id":8}])")
      .pass(seconds(3))
      .causes({"member-left presence-a 8 *"});
}

TEST(SocketIoChannels, A_presence_channel_is_not_left_before_the_server_has_answered) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .give(in::Subscribe{"presence-a", {}})
      .grant(R"({"headers":{}})")
      .whatever()
      .give(in::Unsubscribe{"presence-a", {}})
      .causes({"channel-changed presence-a left"})
      .hear(R"(42["presence:subscribed","presence-a",[]])")
      .causes({R"(send-text 1 42["unsubscribe",{"channel":"presence-a"}])"});
}

TEST(SocketIoChannels, A_refused_presence_channel_is_not_left) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .give(in::Subscribe{"presence-a", {}})
      .grant(R"({"headers":{}})")
      .whatever()
      .hear(R"(42["subscription_error","presence-a",403])")
      .causes({"channel-changed presence-a failed", "subscribe-failed presence-a *"})
      .give(in::Unsubscribe{"presence-a", {}})
      .causes({"channel-changed presence-a left"});
}

TEST(SocketIoChannels, Client_events_go_through_the_server) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .subscribed("private-a")
      .give(in::Whisper{RequestId{5}, "private-a", "client-typing", "{\"n\":1}"})
      .causes({R"(send-text 1 42["client event",{"channel":"private-a",)"
               R"("event":"client-typing","data":{"n":1}}])",
               "whisper-settled 5"})
      .hear(R"(42["client-typing","private-a",{"n":2}])")
      .causes({"add-route *", R"(message private-a client-typing {"n":2})"});
}

// --- The end ---

TEST(SocketIoEnd, A_server_that_disconnects_us_is_not_asked_again) {
  Script script({}, socketio_server(new_server()));
  script.connected().hear("41").causes({"close-link 1 1000",
                                        "connection-changed connected disconnected link-closed 403 "
                                        "the server disconnected this client"});
}

TEST(SocketIoEnd, A_restart_reconnects_and_asks_for_the_channels_again) {
  Script script({}, socketio_server(new_server()));
  script.connected()
      .subscribed("news")
      .give(in::LinkClosed{LinkId{1}, 1005, {}})
      .whatever()
      .pass(seconds(1))
      .causes({"open-link 2 *"})
      .give(in::LinkOpened{LinkId{2}})
      .hear(kOpen4)
      .hear(R"(40{"sid":"S2"})")
      .causes({"send-text 2 40", "connection-changed reconnecting connected S2 *",
               "channel-changed news subscribing",
               R"(send-text 2 42["subscribe",{"channel":"news","auth":{"headers":{}}}])",
               "channel-changed news subscribed", "subscribed news"});
}

TEST(SocketIoEnd, A_poll_that_brings_a_close_ends_the_link) {
  Script script({}, socketio_server(new_server("polling")));
  script.connected()
      .hear(
          "6\x1e"
          "1")
      .causes({"close-link 1 1000", "connection-changed connected reconnecting link-closed *",
               "retry-scheduled 1 *"});
}

TEST(SocketIoEnd, A_poll_is_ended_by_a_last_request_with_all_that_waits) {
  Script script({}, socketio_server(new_server("polling")));
  script.connected()
      .give(in::Subscribe{"a", {}})
      .whatever()
      .give(in::Disconnect{})
      .causes(
          {"send-request 1 * 42[\"subscribe\",{\"channel\":\"a\",\"auth\":{\"headers\":{}}}]\x1e"
           "1 true",
           "close-link 1 1000", "connection-changed connected disconnected stopped",
           "channel-changed a"});
}

TEST(SocketIoEnd, A_refused_request_says_why) {
  Script script({}, socketio_server(new_server("polling")));
  script.give(in::Connect{})
      .whatever()
      .give(in::RequestAnswered{LinkId{1}, RequestId{1}, 400,
                                R"({"code":5,"message":"Unsupported protocol version"})"})
      .causes({"close-link 1 1000",
               "retry-scheduled 1 * link-failed 400 Unsupported protocol version"});
}

TEST(SocketIoEnd, There_is_nobody_to_say_goodbye_to_after_a_failed_request) {
  Script script({}, socketio_server(new_server("polling")));
  script.connected()
      .give(in::RequestAnswered{LinkId{1}, RequestId{4}, 400, "{\"code\":1}"})
      .causes({"close-link 1 1000", "connection-changed connected reconnecting link-failed 400",
               "retry-scheduled 1 *"});
}

TEST(SocketIoEnd, A_server_of_another_kind_is_named) {
  Script polling({}, socketio_server(new_server("polling")));
  polling.give(in::Connect{})
      .whatever()
      .give(in::RequestAnswered{LinkId{1}, RequestId{1}, 404, "<h1>Not Found</h1>"})
      .causes({"close-link 1 1000",
               "retry-scheduled 1 * link-failed 404 not the answer of a Socket.IO server"});
  Script socket({}, socketio_server(new_server("websocket")));
  socket.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(R"({"event":"pusher:connection_established","data":"{}"})")
      .causes({"connection-error bad-handshake this server speaks the Pusher protocol, not "
               "Socket.IO",
               "close-link 1 1000", "retry-scheduled 1 *"});
}

TEST(SocketIoEnd, What_follows_something_that_is_not_a_packet_is_one_error) {
  Script script({}, socketio_server(new_server("polling")));
  script.connected()
      .hear("6\x1e\x1e\x1e\x1e" + std::string("4"))
      .causes({"connection-error bad-frame not an Engine.IO packet", "send-request 1 5 *"});
}

// --- Polling and fallback ---

TEST(SocketIoPolling, A_new_server_is_spoken_to_with_separators) {
  Script script({}, socketio_server(new_server("polling")));
  script.give(in::Connect{})
      .causes({"send-request 1 1 https://io.test/socket.io/?EIO=4&transport=polling&b64=1&t=1",
               "connection-changed connecting"})
      .hear(kOpen4)
      .causes({"send-request 1 2 https://io.test/socket.io/?EIO=4&transport=polling&sid=E1&t=2",
               "send-request 1 3 https://io.test/socket.io/?EIO=4&transport=polling&sid=E1&t=3 40"})
      .give(in::RequestAnswered{LinkId{1}, RequestId{3}, 200, "ok"})
      .causes({})
      .hear(R"(40{"sid":"S1"})")
      .causes({"connection-changed connecting connected S1", "send-request 1 4 *"})
      .give(in::Subscribe{"a", {}})
      .causes({"channel-changed a", "channel-changed a subscribing", "channel-changed a subscribed",
               "subscribed a",
               R"(send-request 1 5 * 42["subscribe",{"channel":"a","auth":{"headers":{}}}])"})
      .give(in::Unsubscribe{"a", {}})
      .give(in::Subscribe{"b", {}})
      .whatever()
      .give(in::RequestAnswered{LinkId{1}, RequestId{5}, 200, "ok"})
      .causes({"send-request 1 6 * 42[\"unsubscribe\",{\"channel\":\"a\"}]\x1e"
               R"(42["subscribe",{"channel":"b","auth":{"headers":{}}}])"});
}

TEST(SocketIoPolling, An_old_server_is_spoken_to_with_lengths) {
  Script script({}, socketio_server(old_server("polling")));
  script.give(in::Connect{})
      .whatever()
      .hear(std::to_string(std::string(kOpen).size()) + ":" + kOpen + "2:40")
      .causes({"connection-changed connecting connected E1", "send-request 1 2 *"})
      .give(in::Subscribe{"é", {}})
      .causes({"channel-changed é", "channel-changed é subscribing", "channel-changed é subscribed",
               "subscribed é",
               R"(send-request 1 3 * 53:42["subscribe",{"channel":"é","auth":{"headers":{}}}])"})
      .hear(R"(14:42["e","é",{}])")
      .causes({"message é e {}", "send-request 1 4 *"});
}

TEST(SocketIoFallback, A_blocked_WebSocket_is_replaced_by_polling_at_once) {
  Script script({}, socketio_server(new_server()));
  script.give(in::Connect{})
      .causes({"open-link 1 *", "connection-changed connecting"})
      .give(in::LinkClosed{LinkId{1}, 1006, "refused"})
      .causes({"retry-scheduled 1 * link-failed 1006 refused"})
      .pass(seconds(1))
      .causes({"send-request 2 1 https://io.test/socket.io/?EIO=4&transport=polling&b64=1&t=1"});
}

}  // namespace
}  // namespace oread::test
