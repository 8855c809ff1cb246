// Which endpoint a request reaches, and the checks before that.
#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

TEST(Api, Every_endpoint_of_the_protocol_is_served) {
  BrokerScript script;
  EXPECT_EQ(script.post("events", R"({"name":"e","data":"1","channel":"c"})").status, 200);
  EXPECT_EQ(script.post("batch_events", R"({"batch":[]})").status, 200);
  EXPECT_EQ(script.get("connections").body, R"({"connections":0})");
  EXPECT_EQ(script.get("channels").body, R"({"channels":{}})");
  EXPECT_EQ(script.get("channels/c").body, R"({"occupied":false})");
  EXPECT_EQ(script.get("channels/presence-c/users").body, R"({"users":[]})");
  EXPECT_EQ(script.post("users/ann/terminate_connections", "{}").status, 200);
}

TEST(Api, An_unknown_path_is_404_before_anything_is_verified) {
  BrokerScript script;
  for (const char* path : {"", "/", "/apps", "/apps/1", "/apps/1/", "/apps/1/nothing",
                           "/apps/1/events/", "/apps/1/channels/a/b", "/apps/1/channels/a/users/b",
                           "/x/apps/1/events", "//apps/1/events", "/other/1/events"}) {
    EXPECT_EQ(script.raw("POST", path, "").status, 404) << path;
  }
}

TEST(Api, A_known_path_with_another_method_is_405) {
  BrokerScript script;
  EXPECT_EQ(script.raw("GET", "/apps/1/events", "").status, 405);
  EXPECT_EQ(script.raw("POST", "/apps/1/channels", "").status, 405);
  EXPECT_EQ(script.raw("get", "/apps/1/channels", "").status, 405);
}

TEST(Api, An_escaped_slash_stays_a_part_of_the_name) {
  BrokerScript script;
  EXPECT_EQ(script.get("channels/presence-c%2Fusers").status, 400);
  EXPECT_EQ(script.get("channels/a%2").status, 400);
}

TEST(Api, A_query_that_a_signature_does_not_cover_is_401) {
  BrokerScript script;
  EXPECT_EQ(script.raw("GET", "/apps/1/channels", "auth_key=key&auth_key=key").status, 401);
  EXPECT_EQ(script.raw("GET", "/apps/1/channels", "a=%zz").status, 401);
}

TEST(Api, A_refused_request_is_a_notice_with_the_status_and_no_secrets) {
  BrokerScript script;
  script.raw("GET", "/apps/1/channels", "auth_key=other");
  ASSERT_EQ(script.notices.size(), 1U);
  EXPECT_EQ(script.notices[0].kind, broker::NoticeKind::RequestRefused);
  EXPECT_EQ(script.notices[0].code, 401);
  EXPECT_EQ(script.notices[0].text.find("GET /apps/1/channels: "), 0U) << script.notices[0].text;
  EXPECT_EQ(script.notices[0].text.find("secret"), std::string::npos);
  script.notices.clear();
  script.get("channels");
  EXPECT_TRUE(script.notices.empty());
}

TEST(Api, A_notice_of_a_long_request_is_bounded) {
  BrokerScript script;
  script.raw(std::string(1000, 'M'), "/" + std::string(10'000, 'p'), "");
  ASSERT_EQ(script.notices.size(), 1U);
  EXPECT_LT(script.notices[0].text.size(), 400U);
}

}  // namespace
}  // namespace oread::test
