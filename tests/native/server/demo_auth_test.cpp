#include "server/demo_auth.hpp"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "digests.hpp"

namespace oread::server {
namespace {

const native::OpenSslDigests kDigests;
const std::string kMaster = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

broker::App app() {
  broker::App app;
  app.key = "key";
  app.secret = "secret";
  return app;
}

HttpRequest form(std::string body) {
  HttpRequest request;
  request.content_type = "application/x-www-form-urlencoded";
  request.body = std::move(body);
  return request;
}

HttpAnswer channel(const std::string& name, const std::string& more = {},
                   const std::string& master = {}) {
  const broker::App its_app = app();
  return DemoAuth(kDigests, its_app, master)
      .channel(form("socket_id=1.2&channel_name=" + name + more));
}

nlohmann::json json_of(const HttpAnswer& answer) {
  EXPECT_EQ(answer.status, 200) << answer.body;
  return nlohmann::json::parse(answer.body, nullptr, false);
}

TEST(DemoAuth, A_private_channel_gets_the_signature_that_the_broker_accepts) {
  EXPECT_EQ(json_of(channel("private-a"))["auth"],
            broker::sign_channel(kDigests, {"key", "secret"}, "1.2", "private-a"));
}

TEST(DemoAuth, A_presence_channel_gets_a_member_with_the_users_name) {
  const nlohmann::json answer = json_of(channel("presence-a", "&user=Ann%20B"));
  const std::string data = answer["channel_data"];
  EXPECT_EQ(nlohmann::json::parse(data),
            nlohmann::json::parse(R"({"user_id":"ann-b","user_info":{"name":"Ann B"}})"));
  EXPECT_EQ(answer["auth"],
            broker::sign_channel(kDigests, {"key", "secret"}, "1.2", "presence-a", data));
}

TEST(DemoAuth, The_user_comes_from_parameter_header_and_cookie_in_this_order) {
  const broker::App its_app = app();
  const DemoAuth auth(kDigests, its_app, {});
  HttpRequest request = form("socket_id=1.2");
  const auto id = [&] {
    const std::string data = json_of(auth.user(request))["user_data"];
    return nlohmann::json::parse(data)["id"].get<std::string>();
  };
  EXPECT_EQ(id(), "guest");
  request.cookie = "user=cookie";
  EXPECT_EQ(id(), "cookie");
  request.user = "header";
  EXPECT_EQ(id(), "header");
  request.body += "&user=parameter";
  EXPECT_EQ(id(), "parameter");
}

TEST(DemoAuth, The_documented_names_are_refused) {
  EXPECT_EQ(channel("private-forbidden-x").status, 403);
  EXPECT_EQ(channel("presence-forbidden").status, 403);
  EXPECT_EQ(channel("private-user.bob", "&user=ann").status, 403);
  EXPECT_EQ(channel("private-user.ann", "&user=ann").status, 200);
  EXPECT_EQ(channel("private-a", "&user=nobody").status, 403);
  EXPECT_EQ(channel("private-a", "&user=expired").status, 401);
}

TEST(DemoAuth, An_encrypted_channel_needs_a_master_key) {
  EXPECT_EQ(channel("private-encrypted-a").status, 403);
  const nlohmann::json answer = json_of(channel("private-encrypted-a", {}, kMaster));
  EXPECT_EQ(answer["shared_secret"].get<std::string>().size(), 44U);
}

TEST(DemoAuth, Only_subscriptions_can_be_signed) {
  const broker::App its_app = app();
  const DemoAuth auth(kDigests, its_app, {});
  for (const char* body : {"", "channel_name=private-a", "socket_id=1&channel_name=private-a",
                           "socket_id=1.2:x&channel_name=private-a", "socket_id=1.2",
                           "socket_id=1.2&channel_name=a%3Ab", "socket_id=1.2&channel_name="}) {
    EXPECT_EQ(auth.channel(form(body)).status, 400) << body;
  }
  EXPECT_EQ(auth.user(form("socket_id=1.2::user::x")).status, 400);
}

}  // namespace
}  // namespace oread::server
