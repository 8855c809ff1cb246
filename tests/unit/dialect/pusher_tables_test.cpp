// The tables of the Pusher dialect: close codes, channel names, addresses, options.
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dialect/pusher/channel_kind.hpp"
#include "dialect/pusher/close_codes.hpp"
#include "oread/dialects.hpp"

namespace oread {
namespace {

TEST(CloseCodes, Say_whether_to_come_back) {
  struct Row {
    std::uint16_t code;
    AfterClose then;
  };
  constexpr Row kRows[] = {
      {0, AfterClose::BackOff},        {1000, AfterClose::BackOff},     {1001, AfterClose::BackOff},
      {1006, AfterClose::BackOff},     {1009, AfterClose::BackOff},     {3999, AfterClose::BackOff},
      {4000, AfterClose::Stop},        {4001, AfterClose::Stop},        {4003, AfterClose::Stop},
      {4004, AfterClose::Stop},        {4009, AfterClose::Stop},        {4099, AfterClose::Stop},
      {4100, AfterClose::BackOffLong}, {4199, AfterClose::BackOffLong}, {4200, AfterClose::Prompt},
      {4201, AfterClose::Prompt},      {4299, AfterClose::Prompt},      {4300, AfterClose::Stop},
      {4999, AfterClose::Stop},
  };
  for (const Row& row : kRows) EXPECT_EQ(pusher::after_close(row.code), row.then) << row.code;
}

TEST(CloseCodes, Tls_only_is_obeyed_once) {
  const auto dialect = make_pusher({.key = "k", .host = "h", .tls = false, .path = {}});
  EXPECT_TRUE(std::string(dialect->link_url()).starts_with("ws://h:80/"));
  EXPECT_EQ(dialect->after_close(4000), AfterClose::Prompt);
  EXPECT_TRUE(std::string(dialect->link_url()).starts_with("wss://h:443/"));
  EXPECT_EQ(dialect->after_close(4000), AfterClose::Stop);
}

TEST(ChannelKinds, The_whole_prefix_decides) {
  struct Row {
    const char* name;
    bool auth, presence, encrypted, replays, of_user;
  };
  constexpr Row kRows[] = {
      {"tasks", false, false, false, false, false},
      {"cache-news", false, false, false, true, false},
      {"private-orders", true, false, false, false, false},
      {"private-cache-orders", true, false, false, true, false},
      {"private-encrypted-vault", true, false, true, false, false},
      {"private-encrypted-cache-vault", true, false, true, true, false},
      {"presence-room", true, true, false, false, false},
      {"presence-cache-room", true, true, false, true, false},
      {"#server-to-user-7", false, false, false, false, true},
      {"#anything", false, false, false, false, true},
      // Servers that only check the prefix get what the name says, and no more.
      {"privatefoo", false, false, false, false, false},
      {"cached-x", false, false, false, false, false},
      {"my-private-x", false, false, false, false, false},
      {"cache-private-x", false, false, false, true, false},
      {"presence-encrypted-x", true, true, false, false, false},
      {"Private-x", false, false, false, false, false},
      {"private-", true, false, false, false, false},
      {"", false, false, false, false, false},
  };
  for (const Row& row : kRows) {
    const ChannelTraits traits = pusher::traits_of(row.name);
    EXPECT_EQ(traits.needs_auth, row.auth) << row.name;
    EXPECT_EQ(traits.presence, row.presence) << row.name;
    EXPECT_EQ(traits.encrypted, row.encrypted) << row.name;
    EXPECT_EQ(traits.replays, row.replays) << row.name;
    EXPECT_EQ(traits.of_user, row.of_user) << row.name;
  }
}

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
    EXPECT_EQ(std::string(make_pusher(options)->link_url()), row["url"].get<std::string>());
  }
}

TEST(LinkUrl, Is_built_and_escaped) {
  const auto url = [](PusherOptions options) {
    options.version = "9";
    return std::string(make_pusher(options)->link_url());
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

TEST(DialectOptions, Make_and_check_the_dialect_that_they_belong_to) {
  DialectOptions options = PusherOptions{.key = "k", .host = "h", .path = {}};
  EXPECT_FALSE(check(options));
  EXPECT_TRUE(std::string(make_dialect(options)->link_url()).starts_with("wss://h:443/app/k?"));
  options = PusherOptions{.key = "", .host = "h", .path = {}};
  EXPECT_EQ(check(options)->text, "key is missing");
}

TEST(PusherOptions, The_first_thing_wrong_is_named) {
  const auto problem = [](const PusherOptions& options) {
    const auto error = check(options);
    return error ? error->text : std::string();
  };
  EXPECT_EQ(problem({.key = "k", .host = "h", .path = {}}), "");
  EXPECT_EQ(problem({.key = "k", .host = "h", .path = "/p"}), "");
  EXPECT_NE(problem({.key = "", .host = "h", .path = {}}).find("key"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "https://h", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h h", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "me@h", .path = {}}).find("host"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .port = 0, .path = {}}).find("port"),
            std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .path = "p"}).find("path"), std::string::npos);
  EXPECT_NE(problem({.key = "k", .host = "h", .path = "/?q"}).find("path"), std::string::npos);
}

}  // namespace
}  // namespace oread
