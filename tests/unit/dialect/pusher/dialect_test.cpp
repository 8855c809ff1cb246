// The parts of the Pusher protocol that all links share.
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

std::unique_ptr<Dialect> dialect() {
  return make_pusher({.key = "k", .host = "h", .path = {}});
}

TEST(PusherDialect, Tls_only_is_obeyed_once) {
  const auto dialect = make_pusher({.key = "k", .host = "h", .tls = false, .path = {}});
  EXPECT_TRUE(std::string(dialect->session()->url()).starts_with("ws://h:80/"));
  EXPECT_EQ(dialect->after_close(4000), AfterClose::Prompt);
  EXPECT_TRUE(std::string(dialect->session()->url()).starts_with("wss://h:443/"));
  EXPECT_EQ(dialect->after_close(4000), AfterClose::Stop);
}

TEST(PusherDialect, A_client_event_needs_its_prefix_and_keeps_its_data) {
  const auto pusher = dialect();
  EXPECT_EQ(pusher->client_event("private-a", "client-typing", R"({"n": 1})"),
            R"({"event":"client-typing","channel":"private-a","data":{"n": 1}})");
  EXPECT_EQ(pusher->client_event("private-a", "typing", "{}"), "");
}

TEST(PusherDialect, The_users_own_channel_is_named_after_the_user) {
  EXPECT_EQ(dialect()->user_channel("7"), "#server-to-user-7");
}

TEST(PusherDialect, Only_hosted_Pusher_is_known_to_limit_client_events) {
  EXPECT_EQ(dialect()->client_events_per_second(), 0U);
  EXPECT_EQ(
      make_pusher({.key = "k", .host = "ws-eu.pusher.com", .path = {}})->client_events_per_second(),
      10U);
}

}  // namespace
}  // namespace oread
