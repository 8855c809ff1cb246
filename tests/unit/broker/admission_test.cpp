#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

/// The code of a refused client: the message and the close code agree, and nothing that it sends
/// afterwards has an effect.
int refusal_of(BrokerScript& script, const BrokerScript::Arrival& arrival) {
  const ConnectionId who = script.arrive(arrival);
  const int code = script.closed_with(who);
  const Texts heard = script.take(who);
  if (code == 0) return 0;
  EXPECT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard.front().find(R"({"event":"pusher:error","data":{"code":)" + std::to_string(code)),
            0U)
      << heard.front();
  script.say(who, R"({"event":"pusher:ping"})");
  script.say(who, R"({"event":"pusher:subscribe","data":{"channel":"news"}})");
  script.say(who, R"({"event":"pusher:connection_established"})");
  EXPECT_EQ(script.take(who), Texts{});
  EXPECT_EQ(script.get("channels/news").body, R"({"occupied":false})");
  return code;
}

int refusal_of(const BrokerScript::Arrival& arrival) {
  BrokerScript script;
  return refusal_of(script, arrival);
}

int refusal_of_query(const std::string& query) {
  BrokerScript::Arrival arrival;
  arrival.query = query;
  return refusal_of(arrival);
}

int refusal_of_path(const std::string& path) {
  BrokerScript::Arrival arrival;
  arrival.path = path;
  return refusal_of(arrival);
}

TEST(Admission, The_greeting_carries_a_string_with_socket_id_and_timeout) {
  BrokerScript script;
  const ConnectionId who = script.arrive({});
  EXPECT_EQ(script.take(who), Texts{R"({"event":"pusher:connection_established","data":)"
                                    R"("{\"socket_id\":\"1234.1\",\"activity_timeout\":120}"})"});
  EXPECT_EQ(script.socket_id(who), "1234.1");
}

TEST(Admission, Socket_ids_are_unique_also_when_the_entropy_repeats) {
  BrokerScript script;
  const broker::in::ConnectionOpened opened{{1}, "/app/key", "protocol=7", {}, false, 5};
  script.give(opened);
  auto second = opened;
  second.connection = {2};
  script.give(second);
  EXPECT_EQ(script.socket_id({1}), "0.5");
  EXPECT_EQ(script.socket_id({2}), "0.6");
}

TEST(Admission, An_unknown_key_is_refused_with_4001) {
  EXPECT_EQ(refusal_of_path("/app/other"), 4001);
  EXPECT_EQ(refusal_of_path("/app/"), 4001);
  EXPECT_EQ(refusal_of_path("/app/key%00"), 4001);
  EXPECT_EQ(refusal_of_path("/app/" + std::string(10'000, 'k')), 4001);
}

TEST(Admission, A_wrong_path_is_refused_with_4005) {
  EXPECT_EQ(refusal_of_path("/"), 4005);
  EXPECT_EQ(refusal_of_path("/app"), 4005);
  EXPECT_EQ(refusal_of_path("/app/key/more"), 4005);
  EXPECT_EQ(refusal_of_path("/apps/key"), 4005);
  EXPECT_EQ(refusal_of_path("/app/key/"), 0);
}

TEST(Admission, The_protocol_must_be_given_and_known) {
  EXPECT_EQ(refusal_of_query(""), 4008);
  EXPECT_EQ(refusal_of_query("client=js"), 4008);
  EXPECT_EQ(refusal_of_query("protocol=%"), 4008);
  for (const char* each : {"", "0", "3", "8", "99", "abc", "-1", "300", "7.0", " 7"}) {
    EXPECT_EQ(refusal_of_query(std::string("protocol=") + each), 4007) << each;
  }
  for (const char* each : {"5", "6", "7"}) {
    EXPECT_EQ(refusal_of_query(std::string("protocol=") + each), 0) << each;
  }
}

TEST(Admission, A_version_must_look_like_one) {
  EXPECT_EQ(refusal_of_query("protocol=7&version=8.4.0-rc2"), 0);
  EXPECT_EQ(refusal_of_query("protocol=7&version="), 0);
  EXPECT_EQ(refusal_of_query("protocol=7&version=x"), 4006);
  EXPECT_EQ(refusal_of_query("protocol=7&version=1%0a"), 4006);
}

TEST(Admission, Unknown_parameters_are_ignored) {
  EXPECT_EQ(refusal_of_query("protocol=7&client=js&flash=false&x=1&x=2"), 0);
  EXPECT_EQ(refusal_of_query("protocol=7&x=%zz&auth_key=1&auth_key=2&y"), 0);
  EXPECT_EQ(refusal_of_query("&x&protocol=7&"), 0);
}

TEST(Admission, Of_a_repeated_parameter_the_first_counts) {
  EXPECT_EQ(refusal_of_query("protocol=7&protocol=7"), 0);
  EXPECT_EQ(refusal_of_query("protocol=7&version=8.4&protocol=8&version=x"), 0);
  EXPECT_EQ(refusal_of_query("protocol=8&protocol=7"), 4007);
}

TEST(Admission, A_disabled_app_refuses_with_4003) {
  auto options = one_app();
  options.apps[0].enabled = false;
  BrokerScript script(options);
  const ConnectionId who = script.arrive({});
  EXPECT_EQ(script.closed_with(who), 4003);
}

TEST(Admission, An_app_for_TLS_only_refuses_others_with_4000) {
  auto options = one_app();
  options.apps[0].tls_only = true;
  BrokerScript script(options);
  EXPECT_EQ(refusal_of(script, {}), 4000);
  BrokerScript::Arrival secure;
  secure.secure = true;
  EXPECT_EQ(refusal_of(script, secure), 0);
}

TEST(Admission, A_page_that_is_not_allowed_is_refused_with_4009) {
  auto options = one_app();
  options.apps[0].origins = {"https://good.com"};
  BrokerScript script(options);
  BrokerScript::Arrival evil;
  evil.origin = "https://good.com.evil.tld";
  EXPECT_EQ(refusal_of(script, evil), 4009);
  EXPECT_EQ(refusal_of(script, {}), 4009);
  BrokerScript::Arrival good;
  good.origin = "https://good.com";
  EXPECT_EQ(refusal_of(script, good), 0);
}

TEST(Admission, The_quota_counts_open_connections) {
  auto options = two_apps();
  options.apps[0].max_connections = 2;
  BrokerScript script(options);
  const ConnectionId first = script.connect();
  script.connect();
  EXPECT_EQ(refusal_of(script, {}), 4004);
  script.connect("key2");
  script.hang_up(first);
  script.connect();
}

TEST(Admission, A_full_server_asks_clients_to_reconnect_later) {
  auto options = two_apps();
  options.limits.connections = 2;
  BrokerScript script(options);
  script.connect();
  script.connect("key2");
  EXPECT_EQ(refusal_of(script, {}), 4100);
}

TEST(Admission, The_same_connection_is_not_greeted_twice) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.give(broker::in::ConnectionOpened{who, "/app/key", "protocol=7", {}, false, 99});
  EXPECT_EQ(script.take(who), Texts{});
  EXPECT_EQ(script.broker.counts().connections, 1U);
}

}  // namespace
}  // namespace oread::test
