// The parts of Socket.IO that all links share.
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

std::unique_ptr<Dialect> dialect(const char* transports = "websocket,polling") {
  SocketIoOptions options;
  options.host = "io.test";
  options.transports = transports;
  return make_socketio(options);
}

TEST(SocketIoDialect, A_client_event_needs_its_prefix_and_keeps_its_data) {
  const auto one = dialect();
  EXPECT_EQ(
      one->client_event("private-a", "client-typing", R"({"n": 1})"),
      R"(42["client event",{"channel":"private-a","event":"client-typing","data":{"n": 1}}])");
  EXPECT_EQ(one->client_event("private-a", "typing", "{}"), "");
  EXPECT_EQ(one->client_events_per_second(), 0U);
}

TEST(SocketIoDialect, What_the_app_answers_is_sent_as_it_is) {
  const auto one = dialect();
  for (const AuthKind kind : {AuthKind::Channel, AuthKind::Connection}) {
    Grant grant;
    EXPECT_EQ(one->read_grant(R"( {"token":"\u00e9"})", {}, kind, grant), nullptr);
    EXPECT_EQ(grant.data, R"( {"token":"\u00e9"})");
    for (const char* body : {"", "[]", "null", "{", "true", "{}x"})
      EXPECT_STREQ(one->read_grant(body, {}, kind, grant), "not a JSON object") << body;
  }
}

TEST(SocketIoDialect, There_is_no_sign_in) {
  const auto one = dialect();
  Grant grant;
  EXPECT_STREQ(one->read_grant("{}", {}, AuthKind::User, grant), "Socket.IO has no sign-in");
  EXPECT_EQ(one->user_channel("7"), "");
}

TEST(SocketIoDialect, The_credentials_of_the_connection_are_asked_for_only_if_they_are_sent) {
  SocketIoOptions options;
  options.host = "io.test";
  EXPECT_EQ(make_socketio(options)->asks(), Asks::Nothing);
  options.sends_auth = true;
  EXPECT_EQ(make_socketio(options)->asks(), Asks::BeforeGreeting);
}

TEST(SocketIoDialect, The_next_session_uses_the_other_carrier_if_the_server_was_not_reached) {
  const auto one = dialect();
  EXPECT_EQ(one->session()->carrier(), Carrier::Socket);
  EXPECT_EQ(one->attempt_failed(), AfterClose::Prompt);
  EXPECT_EQ(one->session()->carrier(), Carrier::Requests);
  EXPECT_EQ(one->attempt_failed(), AfterClose::BackOff);
  EXPECT_EQ(one->session()->carrier(), Carrier::Socket);
  const auto only = dialect("polling");
  EXPECT_EQ(only->session()->carrier(), Carrier::Requests);
  EXPECT_EQ(only->attempt_failed(), AfterClose::BackOff);
  EXPECT_EQ(only->session()->carrier(), Carrier::Requests);
}

}  // namespace
}  // namespace oread
