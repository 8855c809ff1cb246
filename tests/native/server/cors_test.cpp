#include "server/cors.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace oread::server {
namespace {

HttpRequest from(std::string origin, std::string host = "127.0.0.1:6001", bool secure = false) {
  HttpRequest request;
  request.origin = std::move(origin);
  request.host = std::move(host);
  request.secure = secure;
  return request;
}

bool has(const HttpHeaders& headers, std::string_view name, std::string_view value) {
  return std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
    return header.first == name && header.second == value;
  });
}

TEST(Cors, Only_names_that_cannot_point_elsewhere_are_this_machine) {
  for (const char* host :
       {"localhost", "LocalHost", "a.localhost", "127.0.0.1", "127.1.2.3", "::1"})
    EXPECT_TRUE(is_this_machine(host)) << host;
  for (const char* host : {"", "localhost.evil.tld", "xlocalhost", "127.0.0.1.evil.tld", "127.",
                           "128.0.0.1", ".localhost", "::2"})
    EXPECT_FALSE(is_this_machine(host)) << host;
}

bool allowed(const std::string& origin, std::vector<std::string> extra = {}) {
  HttpRequest request;
  request.host = "dev.example:6001";
  request.origin = origin;
  return Cors("dev.example", std::move(extra)).allows(request);
}

bool named(const std::string& host, std::vector<std::string> extra = {}) {
  HttpRequest request;
  request.host = host;
  return Cors("dev.example", std::move(extra)).is_ours(request);
}

TEST(Cors, Names_of_this_machine_the_servers_own_and_the_operators_are_ours) {
  for (const char* host :
       {"localhost", "LOCALHOST:6001", "127.0.0.1:6001", "127.1.2.3", "[::1]:6001", "app.localhost",
        "dev.example:6001", "Dev.Example", "192.168.1.5:80", "[fe80::1]", ""}) {
    EXPECT_TRUE(named(host)) << host;
  }
  EXPECT_TRUE(named("shop.example", {"shop.example"}));
  EXPECT_TRUE(named("shop.example:1", {"https://shop.example"}));
  EXPECT_TRUE(named("any.example", {"*"}));
}

TEST(Cors, A_name_that_an_attacker_points_here_is_not_ours) {
  for (const char* host : {"evil.example", "evil.example:6001", "127.evil.example",
                           "127.0.0.1.evil.example", "localhost.evil.example", "evillocalhost",
                           "dev.example.evil.example", ":6001", "1.2.3.4.5"}) {
    EXPECT_FALSE(named(host)) << host;
  }
  HttpRequest rebound;
  rebound.host = "evil.example:6001";
  rebound.origin = "http://evil.example:6001";
  EXPECT_FALSE(Cors("127.0.0.1", {}).allows(rebound));
}

TEST(Cors, The_servers_pages_this_machine_and_the_operators_origins_are_allowed) {
  EXPECT_TRUE(allowed(""));
  EXPECT_TRUE(allowed("http://dev.example:6001"));
  EXPECT_TRUE(allowed("http://localhost:5173"));
  EXPECT_TRUE(allowed("https://app.localhost"));
  EXPECT_TRUE(allowed("http://[::1]:80"));
  EXPECT_TRUE(allowed("https://shop.example", {"https://shop.example"}));
  EXPECT_TRUE(allowed("https://shop.example", {"shop.example"}));
  EXPECT_TRUE(allowed("https://any.example", {"*"}));
}

TEST(Cors, Other_origins_are_refused) {
  EXPECT_FALSE(allowed("https://evil.example"));
  EXPECT_FALSE(allowed("https://localhost.evil.example"));
  EXPECT_FALSE(allowed("https://evillocalhost"));
  EXPECT_FALSE(allowed("https://dev.example:6001"));
  EXPECT_FALSE(allowed("null"));
}

TEST(Cors, The_servers_own_pages_need_a_name_of_the_server) {
  const Cors cors("dev.example", {});
  EXPECT_TRUE(cors.allows(from("http://dev.example:6001", "dev.example:6001")));
  EXPECT_TRUE(cors.allows(from("http://192.0.2.1:6001", "192.0.2.1:6001")));
  EXPECT_TRUE(cors.allows(from("https://dev.example", "dev.example", true)));
  EXPECT_FALSE(cors.allows(from("http://dev.example", "dev.example", true)));
  // The attacker's own name, pointed to this machine.
  EXPECT_FALSE(cors.allows(from("http://evil.tld:6001", "evil.tld:6001")));
}

TEST(Cors, A_response_names_the_origin_only_if_it_is_allowed_and_always_varies) {
  const Cors cors("127.0.0.1", {});
  const HttpHeaders good = cors.headers(from("http://localhost"));
  EXPECT_TRUE(has(good, "access-control-allow-origin", "http://localhost"));
  EXPECT_TRUE(has(good, "access-control-allow-credentials", "true"));
  EXPECT_TRUE(has(good, "vary", "origin"));
  for (const char* origin : {"", "https://evil.tld"}) {
    const HttpHeaders none = cors.headers(from(origin));
    EXPECT_EQ(none.size(), 1U) << origin;
    EXPECT_TRUE(has(none, "vary", "origin")) << origin;
  }
}

TEST(Cors, A_preflight_of_a_foreign_page_is_refused_with_advice) {
  const Cors cors("127.0.0.1", {});
  EXPECT_EQ(cors.preflight(from("http://localhost")).status, 204);
  const HttpAnswer refused = cors.preflight(from("https://evil.tld"));
  EXPECT_EQ(refused.status, 403);
  EXPECT_NE(refused.body.find("--cors"), std::string::npos);
}

}  // namespace
}  // namespace oread::server
