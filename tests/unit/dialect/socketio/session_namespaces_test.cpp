// The whole engine with namespaces as channels.
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

SocketIoServerOptions namespaces(bool is_old = false) {
  SocketIoServerOptions options;
  options.is_old = is_old;
  options.client.transports = "websocket";
  options.client.namespaces = options.client.sends_auth = true;
  return options;
}

TEST(SocketIoNamespaces, Each_is_connected_with_credentials_of_its_own) {
  Script script({}, socketio_server(namespaces()));
  script.give(in::Subscribe{"/", {}})
      .give(in::Subscribe{"/admin", {}})
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(kOpen4)
      .causes({"connection-changed connecting connected E1", "channel-changed / authorizing",
               "channel-changed /admin authorizing", "authorize 1 / E1", "authorize 2 /admin E1"})
      .give(in::AuthAnswered{RequestId{2}, 200, false, 0, R"({"token":"b"})"})
      .causes({"channel-changed /admin subscribing", R"(send-text 1 40/admin,{"token":"b"})"})
      .give(in::AuthAnswered{RequestId{1}, 200, false, 0, "{}"})
      .causes({"channel-changed / subscribing", "send-text 1 40{}"})
      .hear(R"(40{"sid":"S1","pid":"P1"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S1","pid":"P1"})"})
      .hear(R"(40/admin,{"sid":"S2"})")
      .causes({"channel-changed /admin subscribed", R"(subscribed /admin {"sid":"S2"})"})
      .hear(R"(42/admin,["news",1])")
      .causes({"add-route *", R"(message /admin news ["news",1])"})
      .give(in::Unsubscribe{"/admin", {}})
      .causes({"send-text 1 41/admin,", "drop-routes", "channel-changed /admin left"});
}

TEST(SocketIoNamespaces, Without_credentials_the_app_is_not_asked) {
  SocketIoServerOptions options = namespaces();
  options.client.sends_auth = false;
  Script script({}, socketio_server(options));
  script.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen4)
      .whatever()
      .give(in::Subscribe{"/", {}})
      .causes({"channel-changed /", "channel-changed / subscribing", "send-text 1 40"});
}

TEST(SocketIoNamespaces, A_refusal_says_why_and_concerns_one_namespace) {
  Script script({}, socketio_server(namespaces()));
  script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen4)
      .whatever()
      .grant("{}")
      .whatever()
      .hear(R"(44{"message":"invalid token","data":{"code":1}})")
      .causes({"channel-changed / failed", R"(subscribe-failed / subscribe-refused invalid token )"
                                           R"({"message":"invalid token","data":{"code":1}})"});
}

TEST(SocketIoNamespaces, The_server_may_end_one) {
  Script script({}, socketio_server(namespaces()));
  script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen4)
      .grant("{}")
      .hear(R"(40{"sid":"S1"})")
      .whatever()
      .hear("41")
      .causes({"channel-changed / failed",
               "subscribe-failed / subscribe-refused 403 the server disconnected this client"});
}

TEST(SocketIoNamespaces, A_server_that_names_no_maximum_is_new_when_nothing_else_comes) {
  Script script({}, socketio_server(namespaces()));
  script.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .whatever()
      .hear(kOpen)
      .causes({})
      .pass(milliseconds(100))
      .causes({"connection-changed connecting connected E1 100"});
}

TEST(SocketIoNamespaces, An_old_server_connects_the_root_by_itself) {
  Script script({}, socketio_server(namespaces(true)));
  script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .give(in::Subscribe{"/admin", {}})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen)
      .whatever()
      .hear("40")
      .causes({"connection-changed connecting connected E1", "channel-changed / authorizing",
               "channel-changed /admin authorizing", "authorize 1 / E1", "authorize 2 /admin E1"})
      .grant(R"({"token":"a"})")
      .causes({"channel-changed / subscribing", "send-text 1 2"})
      .grant(R"({"token":"a"})")
      .causes({"channel-changed /admin subscribing", "send-text 1 40/admin,"})
      .hear("3")
      .causes({"channel-changed / subscribed", "subscribed /"})
      .hear("40/admin,")
      .causes({"channel-changed /admin subscribed", R"(subscribed /admin {"sid":"/admin#E1"})"})
      .hear("3")
      .causes({})
      .hear("40")
      .causes({});
}

TEST(SocketIoNamespaces, An_old_server_refuses_all_of_them_at_once) {
  Script script({}, socketio_server(namespaces(true)));
  script.give(in::Connect{})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen)
      .whatever()
      .hear(R"(44"invalid token")")
      .causes({"close-link 1 1000",
               "connection-changed connecting disconnected server-error 403 invalid token"});
}

/// Connected to the root namespace.
Script& in_root(Script& script, const char* said = R"(40{"sid":"S1"})") {
  return script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .give(in::LinkOpened{LinkId{1}})
      .hear(kOpen4)
      .grant("{}")
      .hear(said)
      .whatever();
}

TEST(SocketIoNamespaces, Binary_arguments_come_and_go) {
  Script script({}, socketio_server(namespaces()));
  in_root(script)
      .give(in::Emit{
          {RequestId{7}, "/", "e", R"(["e",{"_placeholder":true,"num":0}])"}, "AQI=", true, {}})
      .causes({R"(send-text 1 451-7["e",{"_placeholder":true,"num":0}])",
               "send-text 1 bAQI=", "whisper-settled 7"})
      .hear(R"(461-7[{"_placeholder":true,"num":0}])")
      .causes({})
      .hear("bAw==")
      .causes({R"(replied 7 [{"_placeholder":true,"num":0}] Aw==)"})
      .hear(R"(452-["f",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])")
      .hear("bAQ==")
      .causes({})
      .give(in::LinkBinary{LinkId{1}, "\x02"})
      .causes({R"(call 1 / f ["f",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}] )"
               R"(AQ==,Ag==)"});
}

TEST(SocketIoNamespaces, An_attachment_may_be_empty) {
  Script script({}, socketio_server(namespaces()));
  in_root(script)
      .hear(R"(452-["f",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])")
      .hear("b")
      .causes({})
      .hear("bAQ==")
      .causes({R"(call 1 / f ["f",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}] )"
               R"(=,AQ==)"});
}

TEST(SocketIoNamespaces, An_attachment_that_is_not_base64_spoils_its_packet) {
  Script script({}, socketio_server(namespaces()));
  in_root(script)
      .hear(R"(451-["f",{"_placeholder":true,"num":0}])")
      .causes({})
      .hear("bA!==")
      .causes({"connection-error bad-frame an attachment that is not base64"})
      .hear(R"(42["g"])")
      .causes({R"(message / g ["g"])"});
}

TEST(SocketIoNamespaces, An_attachment_that_does_not_come_is_an_error) {
  Script script({}, socketio_server(namespaces()));
  in_root(script)
      .hear(R"(451-["f",{"_placeholder":true,"num":0}])")
      .causes({})
      .hear(R"(42["g"])")
      .causes({"connection-error bad-frame a packet in place of an attachment"})
      .hear("bAQ==")
      .causes({"connection-error bad-frame an attachment without a packet"})
      .hear(R"(42["g"])")
      .causes({R"(message / g ["g"])"});
}

TEST(SocketIoNamespaces, A_new_connection_asks_for_what_was_missed) {
  Script script({}, socketio_server(namespaces()));
  in_root(script, R"(40{"sid":"S1","pid":"P1"})")
      .hear(R"(42["e",1,"PbcDef0"])")
      .drop()
      .whatever()
      .pass(seconds(1))
      .whatever()
      .give(in::LinkOpened{LinkId{2}})
      .hear(kOpen4)
      .whatever()
      .grant(R"({"token":"t"})")
      .causes({"channel-changed / subscribing",
               R"(send-text 2 40{"pid":"P1","offset":"PbcDef0","token":"t"})"})
      .hear(R"(42["e",2,"PbcDef1"])")
      .causes({R"(message / e ["e",2,"PbcDef1"])"})
      .hear(R"(40{"sid":"S1","pid":"P1"})")
      .causes({"channel-changed / subscribed", R"(subscribed / {"sid":"S1","pid":"P1"})"});
}

TEST(SocketIoNamespaces, An_old_server_that_is_polled_refuses_later) {
  SocketIoServerOptions options = namespaces(true);
  options.client.transports = "polling";
  Script script({}, socketio_server(options));
  script.give(in::Connect{})
      .give(in::Subscribe{"/", {}})
      .hear(R"(68:0{"sid":"E1","upgrades":[],"pingInterval":25000,"pingTimeout":20000})")
      .whatever()
      .hear(R"(17:44"invalid token")")
      .causes({"send-request 1 * 1:1 true", "close-link 1 1000",
               "connection-changed connected disconnected link-closed 403 invalid token",
               "cancel-auth 1", "channel-changed /"});
}

TEST(SocketIoNamespaces, Only_a_path_is_the_name_of_one) {
  Script script({}, socketio_server(namespaces()));
  for (const char* name : {"news", "/a,b", "/a?b"}) {
    script.give(in::Subscribe{name, {}})
        .causes({("subscribe-failed " + std::string(name) + " bad-channel-name").c_str()});
  }
}

}  // namespace
}  // namespace oread::test
