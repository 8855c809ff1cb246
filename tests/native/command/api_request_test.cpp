#include "command/api_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ApiRequest, It_goes_to_the_app_on_the_server_with_its_body) {
  ServerAddress server;
  server.tls = true;
  server.host = "ws.example";
  server.port = 8443;
  const native::HttpRequest request = events_request(server, {"7", "key", "secret"}, "{}");
  EXPECT_EQ(request.url.scheme, "https");
  EXPECT_EQ(request.url.host, "ws.example");
  EXPECT_EQ(request.url.port, 8443);
  EXPECT_THAT(request.url.target, StartsWith("/apps/7/events?auth_key=key&"));
  EXPECT_THAT(request.url.target, HasSubstr("auth_signature="));
  EXPECT_EQ(request.body, "{}");
}

TEST(ApiRequest, The_prefix_of_the_address_is_sent) {
  ServerAddress server;
  server.path = "/reverb";
  const native::HttpRequest request = events_request(server, {"7", "key", "secret"}, "{}");
  EXPECT_EQ(request.url.scheme, "http");
  EXPECT_THAT(request.url.target, StartsWith("/reverb/apps/7/events?"));
}

}  // namespace
}  // namespace oread::command
