#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

TEST(TerminateEndpoint, The_path_may_escape_the_user) {
  BrokerScript script;
  const ConnectionId who = script.connect();
  script.sign_in(who, R"({"id":"ann@a.b"})");
  EXPECT_EQ(script.post("users/ann%40a.b/terminate_connections", "{}").status, 200);
  EXPECT_EQ(script.closed_with(who), 4009);
}

TEST(TerminateEndpoint, A_user_who_is_not_connected_is_not_an_error) {
  BrokerScript script;
  const auto answer = script.post("users/nobody/terminate_connections", "{}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
}

}  // namespace
}  // namespace oread::test
