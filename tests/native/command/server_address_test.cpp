#include "command/server_address.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

TEST(ServerAddress, Schemes_of_pages_and_of_sockets_are_equal) {
  for (const char* url : {"ws://h:8080", "http://h:8080/"}) {
    const auto address = parse_server_address(url);
    ASSERT_TRUE(address.ok()) << url;
    EXPECT_EQ(address.value().host, "h");
    EXPECT_EQ(address.value().port, 8080);
    EXPECT_FALSE(address.value().tls);
    EXPECT_EQ(address.value().path, "");
  }
  EXPECT_TRUE(parse_server_address("wss://h").value().tls);
  EXPECT_EQ(parse_server_address("https://h").value().port, 443);
}

TEST(ServerAddress, A_pasted_address_of_a_socket_gives_its_key_and_prefix) {
  const auto address = parse_server_address("wss://h/live/app/my-key?protocol=7");
  ASSERT_TRUE(address.ok());
  EXPECT_EQ(address.value().path, "/live");
  EXPECT_EQ(address.value().key, "my-key");
  EXPECT_EQ(parse_server_address("ws://h/app/k").value().path, "");
  EXPECT_EQ(parse_server_address("ws://h/app/k/x").value().key, "");
  EXPECT_EQ(parse_server_address("ws://h/live//").value().path, "/live");
}

TEST(ServerAddress, Anything_else_is_an_error) {
  for (const char* url : {"", "h", "ftp://h", "ws://", "ws://h:0", "ws://h:99999"}) {
    EXPECT_FALSE(parse_server_address(url).ok()) << url;
  }
}

TEST(ServerAddress, A_word_needs_no_escapes_in_a_path) {
  for (const char* good : {"1", "oread-key", "a_b.c~d"}) EXPECT_TRUE(is_word(good)) << good;
  for (const char* bad : {"", "a b", "a/b", "a?b", "\xC3\xA9"}) EXPECT_FALSE(is_word(bad)) << bad;
}

}  // namespace
}  // namespace oread::command
