#include "server/access_questions.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace oread::server {
namespace {

broker::effect::AskAccess question() {
  broker::effect::AskAccess out;
  out.access = {1};
  out.url = "https://app.example/broadcasting/auth?tenant=7";
  out.channel = "private-a=b@c,d;e.f";
  out.socket_id = "12.34";
  return out;
}

std::string header(const native::HttpRequest& request, std::string_view name) {
  for (const auto& [each, value] : request.headers) {
    if (each == name) return value;
  }
  return {};
}

TEST(AccessQuestions, The_request_is_the_one_that_laravel_expects) {
  const auto request = access_request(question(), "");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request.value().method, "POST");
  EXPECT_EQ(request.value().url.host, "app.example");
  EXPECT_EQ(request.value().body, "channel_name=private-a%3Db%40c%2Cd%3Be.f&socket_id=12.34");
  EXPECT_EQ(header(request.value(), "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(header(request.value(), "X-Requested-With"), "XMLHttpRequest");
  EXPECT_EQ(header(request.value(), "Accept"), "application/json");
  EXPECT_EQ(header(request.value(), "Authorization"), "");
  EXPECT_EQ(header(request.value(), "Cookie"), "");
}

TEST(AccessQuestions, Credentials_and_cookies_are_passed_on) {
  auto asked = question();
  asked.authorization = "Bearer t";
  const auto request = access_request(asked, "laravel_session=s; XSRF-TOKEN=x");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(header(request.value(), "Authorization"), "Bearer t");
  EXPECT_EQ(header(request.value(), "Cookie"), "laravel_session=s; XSRF-TOKEN=x");
}

TEST(AccessQuestions, Cookies_cannot_add_a_header) {
  const auto request = access_request(question(), "a=b\r\nAuthorization: Bearer stolen");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(header(request.value(), "Cookie"), "");
}

TEST(AccessQuestions, An_invalid_url_is_an_error) {
  auto asked = question();
  asked.url = "http://";
  EXPECT_FALSE(access_request(asked, "").ok());
}

}  // namespace
}  // namespace oread::server
