#include "server/redis/address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RedisAddress parsed(std::string_view text) {
  Result<RedisAddress> address = parse_redis_url(text);
  EXPECT_TRUE(address.ok()) << text;
  return address.ok() ? address.value() : RedisAddress{};
}

TEST(RedisAddress, ThePortIs6379UnlessItIsGiven) {
  EXPECT_EQ(parsed("redis://cache").url.place(), "cache:6379");
  EXPECT_EQ(parsed("redis://cache:80").url.place(), "cache:80");
  EXPECT_EQ(parsed("redis://[::1]").url.place(), "[::1]:6379");
  EXPECT_EQ(parsed("redis://[::1]:7000/").url.place(), "[::1]:7000");
}

TEST(RedisAddress, UserPasswordAndDatabaseAreRead) {
  const RedisAddress address = parsed("redis://echo:p%40ss:w@cache:7000/2");
  EXPECT_EQ(address.user, "echo");
  EXPECT_EQ(address.password, "p@ss:w");
  EXPECT_EQ(address.database, "2");
  EXPECT_EQ(address.url.place(), "cache:7000");
  EXPECT_EQ(parsed("redis://:secret@cache").user, "");
  EXPECT_EQ(parsed("redis://:a/b@cache/1").password, "a/b");
}

TEST(RedisAddress, WhatIsWrongIsSaidWithoutThePassword) {
  for (const std::string_view text :
       {"cache:6379", "http://:s3cret@cache", "redis://", "redis://:s3cret@",
        "redis://s3cret@cache", "redis://:s3cret@cache:0", "redis://:s3cret@cache:99999",
        "redis://:s3cret@ca che", "redis://:s3cret@cache/x", "redis://:s3cret@cache/123456",
        "redis://:s3cret@[::1", "rediss://:s3cret@cache"}) {
    const Result<RedisAddress> address = parse_redis_url(text);
    ASSERT_FALSE(address.ok()) << text;
    EXPECT_EQ(address.error().code, Errc::BadOption);
    EXPECT_THAT(address.error().text, HasSubstr("the Redis URL "));
    EXPECT_THAT(address.error().text, Not(HasSubstr("s3cret")));
  }
}

}  // namespace
}  // namespace oread::server
