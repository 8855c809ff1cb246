// Which events a host may dispatch without the engine.
#include <gtest/gtest.h>

#include "support/script.hpp"
#include "support/socketio/server.hpp"

namespace oread::test {
namespace {

const char* const kOpen =
    R"(0{"sid":"E1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})";

SocketIoServerOptions options(bool namespaces) {
  SocketIoServerOptions options;
  options.client.transports = "websocket";
  options.client.namespaces = namespaces;
  return options;
}

/// Connected, and the namespace is.
struct Joined {
  Joined(const char* space, const char* answer) : script({}, socketio_server(options(true))) {
    script.give(in::Connect{}).give(in::LinkOpened{LinkId{1}}).hear(kOpen);
    script.give(in::Subscribe{space, {}}).hear(answer).whatever();
  }
  Script script;
};

TEST(SocketIoRoutes, An_event_of_a_namespace_has_one_up_to_its_first_argument) {
  Joined("/", R"(40{"sid":"S1"})")
      .script.hear(R"(42["news",{"a":1},2])")
      .causes({R"(add-route 1 / news 42["news",)", R"(message / news ["news",{"a":1},2])"})
      .hear(R"(42["news",3])")
      .causes({R"(message / news ["news",3])"})
      .give(in::Unsubscribe{"/", {}})
      .causes({"send-text 1 41", "drop-routes", "channel-changed / left"});
}

TEST(SocketIoRoutes, Its_prefix_has_the_namespace) {
  Joined("/admin", R"(40/admin,{"sid":"S1"})")
      .script.hear(R"(42/admin,["a,\u0062",[]])")
      .causes({R"(add-route 1 /admin a,b 42/admin,["a,\u0062",)",
               R"(message /admin a,b ["a,\u0062",[]])"});
}

TEST(SocketIoRoutes, A_namespace_with_a_bracket_has_none) {
  Joined("/a[b", R"(40/a[b,{"sid":"S1"})")
      .script.hear(R"(42/a[b,["news",1])")
      .causes({R"(message /a[b news ["news",1])"});
}

TEST(SocketIoRoutes, What_the_engine_must_see_has_none) {
  Joined("/", R"(40{"sid":"S1"})")
      .script.hear(R"(42["alone"])")
      .causes({R"(message / alone ["alone"])"})
      .hear(R"(427["ask",1])")
      .causes({R"(call 1 / ask ["ask",1] 7)"});
}

TEST(SocketIoRoutes, A_session_that_can_be_recovered_has_none) {
  Joined("/", R"(40{"sid":"S1","pid":"P1"})")
      .script.hear(R"(42["news",1,"aaaaaaa"])")
      .causes({R"(message / news ["news",1,"aaaaaaa"])"});
}

TEST(SocketIoRoutes, A_reserved_name_of_the_server_is_ignored) {
  Joined("/", R"(40{"sid":"S1"})").script.hear(R"(42["disconnect",1])").causes({});
}

TEST(SocketIoRoutes, An_event_of_a_room_has_one_around_its_payload) {
  Script script({}, socketio_server(options(false)));
  script.give(in::Connect{}).give(in::LinkOpened{LinkId{1}}).hear(kOpen).hear(R"(40{"sid":"S1"})");
  script.give(in::Subscribe{"news", {}})
      .whatever()
      .hear(R"(42["e","news",{"a":1}])")
      .causes({R"(add-route 1 news e 42["e","news", ])", R"(message news e {"a":1})"})
      .hear(R"(42["f","news",1,2])")
      .causes({"message news f 1"});
}

}  // namespace
}  // namespace oread::test
