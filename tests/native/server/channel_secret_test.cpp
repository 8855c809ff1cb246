#include "server/channel_secret.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::server {
namespace {

TEST(ChannelSecret, A_master_key_is_32_bytes_in_base64) {
  EXPECT_EQ(decode_master_key("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="),
            "12345678901234567890123456789012");
  for (const std::string& bad :
       {std::string(), std::string("MTIz"), std::string(44, 'A'), std::string(43, 'A'),
        std::string(43, 'A') + "\n", std::string(42, 'A') + "==", std::string(42, '*') + "A=",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=" + std::string("AAAA")}) {
    EXPECT_FALSE(decode_master_key(bad)) << bad;
  }
}

TEST(ChannelSecret, Is_the_SHA_256_of_channel_and_master_key) {
  // printf 'private-encrypted-a12345678901234567890123456789012' | openssl sha256 -binary | base64
  EXPECT_EQ(channel_secret("private-encrypted-a", "12345678901234567890123456789012"),
            "4SAvaUMfs9jnDZjjuxwHiV+ihJOh4dVA2eWbIf8y5lM=");
}

TEST(ChannelSecret, Every_channel_has_its_own) {
  const std::string master = "12345678901234567890123456789012";
  EXPECT_NE(channel_secret("private-encrypted-a", master),
            channel_secret("private-encrypted-b", master));
}

}  // namespace
}  // namespace oread::server
