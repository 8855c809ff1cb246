#include "url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http.hpp"

namespace oread::native {
namespace {

using ::testing::HasSubstr;

TEST(Url, IsTakenApart) {
  const Url url = parse_url("wss://ws.example.com/prefix/app/key?protocol=7#top").value();
  EXPECT_EQ(url.scheme, "wss");
  EXPECT_TRUE(url.tls());
  EXPECT_EQ(url.host, "ws.example.com");
  EXPECT_EQ(url.port, 443);
  EXPECT_EQ(url.target, "/prefix/app/key?protocol=7");
  EXPECT_EQ(url.path(), "/prefix/app/key");
  EXPECT_EQ(url.authority(), "ws.example.com");
}

TEST(Url, KnowsPortsAndAddresses) {
  const Url url = parse_url("HTTP://[2001:db8::1]:6001").value();
  EXPECT_EQ(url.scheme, "http");
  EXPECT_EQ(url.host, "2001:db8::1");
  EXPECT_EQ(url.port, 6001);
  EXPECT_EQ(url.target, "/");
  EXPECT_EQ(url.authority(), "[2001:db8::1]:6001");
  EXPECT_EQ(parse_url("ws://127.0.0.1?a=1").value().target, "/?a=1");
  EXPECT_TRUE(is_address("::1"));
  EXPECT_TRUE(is_address("192.0.2.1"));
  EXPECT_FALSE(is_address("localhost"));
}

TEST(Url, WhatIsNoneIsRefusedWithAReason) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "is not a URL"},
      {"example.com:6001", "is not a URL"},
      {"ftp://example.com", "must begin with"},
      {"http://", "has no host"},
      {"http://user:pass@example.com", "user name"},
      {"http://exa mple.com", "space"},
      {"http://example.com/\r\nX-Evil: 1", "control character"},
      {"http://example.com:0", "port"},
      {"http://example.com:65536", "port"},
      {"http://example.com:80x", "port"},
      {"http://[::1", "no closing"},
      {"http://[nonsense]", "no valid address"},
      {"http://[::1]x", "text after"},
      {"http://exämple.com", "non-ASCII"},
      {"http://a$b", "invalid characters"},
  };
  for (const auto& [text, reason] : cases) {
    const Result<Url> url = parse_url(text);
    ASSERT_FALSE(url.ok()) << text;
    EXPECT_EQ(url.error().code, Errc::BadOption);
    EXPECT_THAT(url.error().text, HasSubstr(reason)) << text;
  }
}

TEST(Form, EscapesEverythingThatHasAMeaning) {
  EXPECT_EQ(encode_form({{"socket_id", "1.2"}, {"channel_name", "private-a b&c=d+é"}}),
            "socket_id=1.2&channel_name=private-a+b%26c%3Dd%2B%C3%A9");
  EXPECT_EQ(encode_form({}), "");
}

TEST(Header, MustNotBreakOutOfItsLine) {
  EXPECT_TRUE(is_header({"X-Tenant", "7 of 9"}));
  EXPECT_FALSE(is_header({"", "a"}));
  EXPECT_FALSE(is_header({"X Tenant", "a"}));
  EXPECT_FALSE(is_header({"X-Tenant:", "a"}));
  EXPECT_FALSE(is_header({"X-Tenant", "a\r\nX-Evil: 1"}));
  EXPECT_FALSE(is_header({"X-Tenant", std::string("a\0b", 3)}));
}

TEST(RetryAfter, IsANumberOfSecondsOrADate) {
  EXPECT_EQ(parse_retry_after("", 0), 0U);
  EXPECT_EQ(parse_retry_after("120", 0), 120U);
  EXPECT_EQ(parse_retry_after("99999999999999999999", 0), 86'400U);
  EXPECT_EQ(parse_retry_after("Thu, 01 Jan 1970 00:01:40 GMT", 40), 60U);
  EXPECT_EQ(parse_retry_after("Thu, 01 Jan 1970 00:01:40 GMT", 400), 0U);
  EXPECT_EQ(parse_retry_after("soon", 0), 0U);
  EXPECT_EQ(parse_retry_after("-5", 0), 0U);
}

}  // namespace
}  // namespace oread::native
