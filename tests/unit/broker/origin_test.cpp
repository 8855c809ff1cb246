#include "broker/origin.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

bool allowed(std::vector<std::string> list, const std::optional<std::string>& origin) {
  App app;
  app.origins = std::move(list);
  return origin_allowed(app, origin);
}

bool sent(std::vector<std::string> list, const std::optional<std::string>& origin,
          std::string_view host, bool secure = false) {
  App app;
  app.origins = std::move(list);
  return may_send_cookies(app, origin, host, secure);
}

TEST(Origin, Cookies_are_sent_for_a_page_of_the_same_host) {
  EXPECT_TRUE(sent({}, "http://127.0.0.1:8000", "127.0.0.1:6001"));
  EXPECT_TRUE(sent({}, "https://APP.example", "app.example"));
  EXPECT_TRUE(sent({}, "https://[::1]:8000", "[::1]:6001"));
  EXPECT_FALSE(sent({}, "https://evil.example", "app.example"));
  EXPECT_FALSE(sent({}, "https://app.example.evil.example", "app.example"));
  EXPECT_FALSE(sent({}, "https://ws.app.example", "app.example"));
  EXPECT_FALSE(sent({}, "null", "app.example"));
  EXPECT_FALSE(sent({}, "https://app.example", ""));
  EXPECT_FALSE(sent({}, "https://app.example@evil.example", "app.example"));
}

TEST(Origin, Cookies_are_sent_for_pages_of_the_list_and_for_programs) {
  EXPECT_TRUE(sent({"https://app.example"}, "https://app.example", "ws.example"));
  EXPECT_FALSE(sent({"https://app.example"}, "https://ws.example", "ws.example"));
  EXPECT_TRUE(sent({}, std::nullopt, "app.example"));
  EXPECT_TRUE(sent({}, std::nullopt, ""));
}

TEST(Origin, With_TLS_a_page_without_it_must_be_on_the_list) {
  EXPECT_TRUE(sent({}, "https://app.example", "app.example", true));
  EXPECT_FALSE(sent({}, "http://app.example", "app.example", true));
  EXPECT_TRUE(sent({"http://app.example"}, "http://app.example", "app.example", true));
}

TEST(Origin, Without_a_list_every_page_may_connect) {
  EXPECT_TRUE(allowed({}, "https://any.example"));
  EXPECT_TRUE(allowed({}, std::nullopt));
  EXPECT_TRUE(allowed({}, "null"));
}

TEST(Origin, A_full_origin_must_be_equal_in_scheme_host_and_port) {
  EXPECT_TRUE(allowed({"https://good.com"}, "https://good.com"));
  EXPECT_TRUE(allowed({"https://good.com"}, "https://good.com:443"));
  EXPECT_TRUE(allowed({"https://good.com"}, "https://GOOD.com"));
  EXPECT_FALSE(allowed({"https://good.com"}, "http://good.com"));
  EXPECT_FALSE(allowed({"https://good.com"}, "https://good.com:8443"));
  EXPECT_TRUE(allowed({"http://localhost:8000"}, "http://localhost:8000"));
}

TEST(Origin, A_host_matches_any_scheme_and_port) {
  EXPECT_TRUE(allowed({"good.com"}, "http://good.com:8000"));
  EXPECT_FALSE(allowed({"good.com"}, "https://www.good.com"));
  EXPECT_TRUE(allowed({"127.0.0.1"}, "http://127.0.0.1:5173"));
}

TEST(Origin, A_star_matches_hosts_below) {
  EXPECT_TRUE(allowed({"*.good.com"}, "https://a.good.com"));
  EXPECT_TRUE(allowed({"*.good.com"}, "https://a.b.good.com"));
  EXPECT_FALSE(allowed({"*.good.com"}, "https://good.com"));
  EXPECT_FALSE(allowed({"*.good.com"}, "https://evilgood.com"));
}

TEST(Origin, Tricks_do_not_match) {
  for (const char* each :
       {"https://good.com.evil.tld", "https://evil.tld/good.com", "https://good.com@evil.tld",
        "https://evil.tld#good.com", "https://evil.tld?good.com", "null", "", "good.com",
        "https://", "https://good.com:", "https://good.com:99999999", "https://good.com/",
        "https://user:pw@good.com", "https://good.com:443:443", "://good.com"}) {
    EXPECT_FALSE(allowed({"good.com", "https://good.com", "*.good.com"}, each)) << each;
  }
}

TEST(Origin, With_a_list_a_missing_Origin_is_refused_unless_allowed) {
  EXPECT_FALSE(allowed({"good.com"}, std::nullopt));
  App app;
  app.origins = {"good.com"};
  app.allow_missing_origin = true;
  EXPECT_TRUE(origin_allowed(app, std::nullopt));
  EXPECT_FALSE(origin_allowed(app, "https://evil.tld"));
}

TEST(Origin, Patterns_that_could_never_match_are_invalid) {
  for (const char* good : {"https://a.b", "a.b", "*.a.b", "localhost", "http://[::1]:80"}) {
    EXPECT_TRUE(is_origin_pattern(good)) << good;
  }
  for (const char* bad : {"", "*", "*.", "https://a.b/c", "a b", "https://*.a.b", "a.b:80"}) {
    EXPECT_FALSE(is_origin_pattern(bad)) << bad;
  }
}

}  // namespace
}  // namespace oread::broker
