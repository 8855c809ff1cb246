// Which part of the server handles each request, and which requests are refused; demo.test.mjs and
// http_api.test.mjs send them over sockets.
#include "server/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loop_core.hpp"

namespace oread::server {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;

struct Caller final : HttpCaller {
  void add_headers(HttpHeaders more) override { headers = std::move(more); }
  void answer(HttpAnswer one) override { answers.push_back(std::move(one)); }

  HttpHeaders headers;
  std::vector<HttpAnswer> answers;
};

class RoutesTest : public ::testing::Test {
 protected:
  explicit RoutesTest(bool demo = true) : options_(make(demo)) {}

  /// The response to this request, which must come at once.
  HttpAnswer answer(const std::string& method, const std::string& path,
                    const std::string& form = {}) {
    request_.method = method;
    request_.path = path;
    request_.file = path;
    request_.content_type = "application/x-www-form-urlencoded";
    request_.body = form;
    caller_ = Caller{};
    routes_.handle(caller_, request_);
    EXPECT_EQ(caller_.answers.size(), 1U) << path;
    return caller_.answers.empty() ? HttpAnswer{} : caller_.answers.front();
  }

  HttpRequest request_ = [] {
    HttpRequest request;
    request.host = "127.0.0.1:6001";
    return request;
  }();
  Caller caller_;
  std::vector<std::string> lines_;

 private:
  static ServerOptions make(bool demo) {
    broker::App app;
    app.id = "1";
    app.key = "key";
    app.secret = "secret";
    ServerOptions options;
    options.broker.apps = {app};
    options.demo_auth = demo;
    return options;
  }

  native::LoopCore loop_;
  ServerOptions options_;
  Log log_ = [this](const LogLine& line) { lines_.emplace_back(line.what); };
  BrokerHost broker_{loop_, options_.broker, log_};

 protected:
  Routes routes_{broker_, options_, log_};
};

class RoutesWithoutDemo : public RoutesTest {
 protected:
  RoutesWithoutDemo() : RoutesTest(false) {}
};

TEST_F(RoutesTest, The_API_is_the_broker_s) {
  EXPECT_EQ(answer("GET", "/apps/1/channels").status, 401);
  EXPECT_EQ(answer("GET", "/apps/2/channels").status, 404);
}

TEST_F(RoutesTest, Pages_are_only_read) {
  EXPECT_EQ(answer("GET", "/").status, 200);
  EXPECT_EQ(answer("HEAD", "/up").body, R"({"health":"OK"})");
  EXPECT_EQ(answer("POST", "/up").status, 405);
  EXPECT_EQ(answer("GET", "/missing").status, 404);
}

TEST_F(RoutesTest, A_socket_s_address_asks_for_an_upgrade) {
  const HttpAnswer refused = answer("GET", "/app/key");
  EXPECT_EQ(refused.status, 426);
  EXPECT_THAT(refused.headers,
              Contains(std::pair<std::string, std::string>("upgrade", "websocket")));
}

TEST_F(RoutesTest, The_demo_s_addresses_accept_only_POST_from_allowed_pages_of_this_host) {
  for (const char* path : {"/broadcasting/auth", "/pusher/user-auth", "/demo/publish"}) {
    EXPECT_EQ(answer("GET", path).status, 405) << path;
  }
  request_.origin = "https://other.example";
  EXPECT_THAT(answer("POST", "/demo/gate").body, HasSubstr("this origin"));
  EXPECT_EQ(caller_.answers.front().status, 403);
  request_.origin.clear();
  request_.host = "rebound.example";
  EXPECT_THAT(answer("POST", "/demo/gate").body, HasSubstr("the name rebound.example"));
  EXPECT_EQ(caller_.answers.front().status, 403);
}

TEST_F(RoutesTest, Channels_and_users_are_signed_at_their_own_addresses) {
  const std::string form = "socket_id=1.2&channel_name=private-a";
  for (const char* path : {"/broadcasting/auth", "/pusher/auth"}) {
    EXPECT_THAT(answer("POST", path, form).body, HasSubstr(R"("auth":"key:)")) << path;
  }
  for (const char* path : {"/broadcasting/user-auth", "/pusher/user-auth"}) {
    EXPECT_THAT(answer("POST", path, form).body, HasSubstr("user_data")) << path;
  }
}

TEST_F(RoutesTest, A_preflight_is_answered_for_the_API_and_the_demo_only) {
  request_.origin = "http://localhost:5173";
  EXPECT_LT(answer("OPTIONS", "/apps/1/events").status, 300);
  EXPECT_THAT(caller_.headers, Contains(Key("access-control-allow-origin")));
  EXPECT_LT(answer("OPTIONS", "/demo/publish").status, 300);
  EXPECT_EQ(answer("OPTIONS", "/").status, 405);
  EXPECT_TRUE(caller_.headers.empty());
}

TEST_F(RoutesTest, The_button_publishes_and_what_the_broker_refuses_is_a_400) {
  EXPECT_EQ(answer("POST", "/demo/publish", "channel=news&event=x&data={}").status, 200);
  EXPECT_EQ(answer("POST", "/demo/publish", "channel=&event=x").status, 400);
}

TEST_F(RoutesTest, A_gate_is_shut_for_the_seconds_within_bounds) {
  EXPECT_EQ(answer("POST", "/demo/gate").status, 400);
  EXPECT_EQ(answer("POST", "/demo/gate", "gate=" + std::string(65, 'x')).status, 400);
  EXPECT_EQ(answer("POST", "/demo/gate", "gate=a").body, R"({"cut":0,"seconds":5})");
  EXPECT_EQ(answer("POST", "/demo/gate", "gate=a&seconds=0").body, R"({"cut":0,"seconds":1})");
  EXPECT_EQ(answer("POST", "/demo/gate", "gate=a&seconds=999").body, R"({"cut":0,"seconds":120})");
  EXPECT_THAT(lines_, Contains("gate-shut"));
  EXPECT_TRUE(routes_.gates().is_shut("a", native::LoopCore::now()));
  EXPECT_FALSE(routes_.gates().is_shut("b", native::LoopCore::now()));
}

TEST_F(RoutesWithoutDemo, The_demo_s_addresses_do_not_exist) {
  for (const char* path : {"/broadcasting/auth", "/demo/publish", "/demo/gate"}) {
    EXPECT_EQ(answer("GET", path).status, 404) << path;
    EXPECT_EQ(answer("POST", path).status, 405) << path;
    EXPECT_TRUE(caller_.headers.empty());
  }
}

}  // namespace
}  // namespace oread::server
