// The command line and the address of the server.
#include "options.hpp"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

std::variant<Options, int> parse(std::vector<std::string> words) {
  words.insert(words.begin(), "kiosk");
  std::vector<char*> argv;
  argv.reserve(words.size());
  for (std::string& word : words) argv.push_back(word.data());
  return parse_options(static_cast<int>(argv.size()), argv.data());
}

oread::PusherOptions server(const std::string& url) {
  Options options;
  options.url = url;
  const auto client = client_options(options);
  EXPECT_TRUE(client.ok()) << url;
  if (!client.ok()) return {};
  return std::get<oread::PusherOptions>(client.value().server);
}

TEST(Options, AddressesAreReadAsPeopleWriteThem) {
  EXPECT_EQ(server("wss://ws.example.com").host, "ws.example.com");
  EXPECT_EQ(server("wss://ws.example.com").key, "oread-key");
  EXPECT_EQ(server("ws://127.0.0.1:6001").port, 6001);
  EXPECT_EQ(server("https://ws.example.com:8443/").tls_port, 8443);
  EXPECT_EQ(server("ws://[::1]:6001").host, "::1");
  EXPECT_EQ(server("wss://ws.example.com/app/app-key").key, "app-key");
  EXPECT_EQ(server("wss://ws.example.com/app/app-key").path, "");
  EXPECT_EQ(server("wss://example.com/sockets/app/app-key").path, "/sockets");
  EXPECT_EQ(server("wss://example.com/sockets/").path, "/sockets");
}

TEST(Options, OtherAddressesAreRefusedInWords) {
  for (const char* url :
       {"", "ws.example.com", "ftp://ws.example.com", "ws://", "ws://:6001", "ws://a:0",
        "ws://a:65536", "ws://a:99999", "ws://user:pw@a", "ws://a b", "ws://a\x1b[2J"}) {
    Options options;
    options.url = url;
    const auto client = client_options(options);
    ASSERT_FALSE(client.ok()) << url;
    EXPECT_NE(client.error().text.find("is not an address such as"), std::string::npos);
    EXPECT_EQ(client.error().text.find('\x1b'), std::string::npos);
  }
}

TEST(Options, ChannelsReplaceTheDefaultOnes) {
  const auto parsed = parse({"-c", "private-a", "-c", "b", "--theme", "light"});
  ASSERT_TRUE(std::holds_alternative<Options>(parsed));
  EXPECT_EQ(std::get<Options>(parsed).channels, (std::vector<std::string>{"private-a", "b"}));
  EXPECT_EQ(std::get<Options>(parsed).theme, Theme::Light);
}

TEST(Options, MisuseExitsWithTwo) {
  EXPECT_EQ(std::get<int>(parse({"--theme", "pink"})), 2);
  EXPECT_EQ(std::get<int>(parse({"--updates", "1"})), 2);
  EXPECT_EQ(std::get<int>(parse({"--nonsense"})), 2);
  EXPECT_EQ(std::get<int>(parse({"--snapshot", "x", "--columns", "5"})), 2);
  EXPECT_EQ(std::get<int>(parse({"--version"})), 0);
}

TEST(Options, TheTokenIsReadForEachRequest) {
  const auto client = client_options(Options{});
  ASSERT_TRUE(client.ok());
  unsetenv("KIOSK_TOKEN");
  EXPECT_TRUE(client.value().auth.headers().empty());
  setenv("KIOSK_TOKEN", "abc", 1);
  EXPECT_EQ(client.value().auth.headers().at(0).value, "Bearer abc");
  unsetenv("KIOSK_TOKEN");
}

}  // namespace
}  // namespace kiosk
