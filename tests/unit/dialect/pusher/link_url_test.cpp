#include "dialect/pusher/link_url.hpp"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace oread::pusher {
namespace {

TEST(LinkUrl, Is_as_in_the_table) {
  std::ifstream file(OREAD_SOURCE_DIR "/tests/tables/link_urls.json");
  const auto rows = nlohmann::json::parse(file);
  ASSERT_GT(rows.size(), 5U);
  for (const auto& row : rows) {
    PusherOptions options;
    options.key = row["key"];
    options.host = row["host"];
    options.port = row["port"];
    options.tls_port = row["tlsPort"];
    options.tls = row["tls"];
    options.path = row["path"];
    options.client = row["client"];
    options.version = row["version"];
    EXPECT_EQ(link_url(options, options.tls), row["url"].get<std::string>());
  }
}

TEST(LinkUrl, Is_built_and_escaped) {
  const auto url = [](PusherOptions options) {
    options.version = "9";
    return link_url(options, options.tls);
  };
  constexpr const char* kQuery = "?protocol=7&client=oread&version=9";
  EXPECT_EQ(url({.key = "key", .host = "ws.test", .path = {}}),
            std::string("wss://ws.test:443/app/key") + kQuery);
  EXPECT_EQ(url({.key = "key", .host = "::1", .port = 8080, .tls = false, .path = {}}),
            std::string("ws://[::1]:8080/app/key") + kQuery);
  EXPECT_EQ(url({.key = "key", .host = "[::1]", .tls_port = 1, .path = {}}),
            std::string("wss://[::1]:1/app/key") + kQuery);
  EXPECT_EQ(url({.key = "a b/\xC3\xA9-_.!~*'()", .host = "h", .path = "/live"}),
            std::string("wss://h:443/live/app/a%20b%2F%C3%A9-_.!~*'()") + kQuery);
}

}  // namespace
}  // namespace oread::pusher
