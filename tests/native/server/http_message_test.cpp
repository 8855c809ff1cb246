// Escapes, cookies, forms and CORS, as plain functions.
#include "server/http_message.hpp"

#include <gtest/gtest.h>

#include "server/cors.hpp"
#include "server/demo_gate.hpp"
#include "server/parameters.hpp"
#include "server/static_files.hpp"

namespace oread::server {
namespace {

TEST(HttpMessage, Every_byte_survives_encoding_and_decoding) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decoded(percent_encoded(all)), all);
}

TEST(HttpMessage, What_channel_names_are_made_of_stays_as_it_is) {
  EXPECT_EQ(percent_encoded("/apps/1/channels/a-Z_0=@,.;"), "/apps/1/channels/a-Z_0=@,.;");
  EXPECT_EQ(percent_encoded("a;b&c", "&;"), "a%3Bb%26c");
}

TEST(HttpMessage, Broken_escapes_stay_as_they_are) {
  EXPECT_EQ(percent_decoded("%zz%1%"), "%zz%1%");
}

TEST(HttpMessage, A_cookie_is_found_by_its_whole_name) {
  EXPECT_EQ(cookie_value("superuser=x; user=L%C3%B6w;a=b", "user"), "Löw");
  EXPECT_EQ(cookie_value("superuser=x", "user"), "");
  EXPECT_EQ(cookie_value("", "user"), "");
}

TEST(Parameters, A_form_is_decoded_and_its_last_value_counts) {
  const Parameters form = parse_form("a=1&b=x+y%2B&&c&a=2&=z");
  EXPECT_EQ(parameter(form, "a"), "2");
  EXPECT_EQ(parameter(form, "b"), "x y+");
  EXPECT_EQ(parameter(form, "c"), "");
  EXPECT_EQ(parameter(form, "missing"), "");
}

TEST(Parameters, JSON_keeps_objects_as_text) {
  HttpRequest request;
  request.content_type = "application/json; charset=utf-8";
  request.body = R"({"a":"x","n":5,"o":{"k":[1]}})";
  const auto parameters = body_parameters(request);
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameter(*parameters, "a"), "x");
  EXPECT_EQ(parameter(*parameters, "n"), "5");
  EXPECT_EQ(parameter(*parameters, "o"), R"({"k":[1]})");
}

TEST(Parameters, What_is_no_object_has_none) {
  HttpRequest request;
  request.content_type = "application/json";
  for (const char* body : {"", "[]", "5", "{", "\xff"}) {
    request.body = body;
    EXPECT_FALSE(body_parameters(request)) << body;
  }
  request.content_type = "multipart/form-data; boundary=x";
  EXPECT_FALSE(body_parameters(request));
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

TEST(Cors, A_server_goes_by_this_machine_s_names_its_own_and_those_that_are_named) {
  for (const char* host :
       {"localhost", "LOCALHOST:6001", "127.0.0.1:6001", "127.1.2.3", "[::1]:6001", "app.localhost",
        "dev.example:6001", "Dev.Example", "192.168.1.5:80", "[fe80::1]", ""}) {
    EXPECT_TRUE(named(host)) << host;
  }
  EXPECT_TRUE(named("shop.example", {"shop.example"}));
  EXPECT_TRUE(named("shop.example:1", {"https://shop.example"}));
  EXPECT_TRUE(named("any.example", {"*"}));
}

TEST(Cors, A_name_that_somebody_has_pointed_here_is_not_ours) {
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

TEST(Cors, Own_pages_this_machine_and_named_origins_may_ask) {
  EXPECT_TRUE(allowed(""));
  EXPECT_TRUE(allowed("http://dev.example:6001"));
  EXPECT_TRUE(allowed("http://localhost:5173"));
  EXPECT_TRUE(allowed("https://app.localhost"));
  EXPECT_TRUE(allowed("http://[::1]:80"));
  EXPECT_TRUE(allowed("https://shop.example", {"https://shop.example"}));
  EXPECT_TRUE(allowed("https://shop.example", {"shop.example"}));
  EXPECT_TRUE(allowed("https://any.example", {"*"}));
}

TEST(Cors, Nobody_else_may) {
  EXPECT_FALSE(allowed("https://evil.example"));
  EXPECT_FALSE(allowed("https://localhost.evil.example"));
  EXPECT_FALSE(allowed("https://evillocalhost"));
  EXPECT_FALSE(allowed("https://dev.example:6001"));
  EXPECT_FALSE(allowed("null"));
}

TEST(DemoGate, A_gate_is_cut_out_of_the_path) {
  EXPECT_EQ(split_gate("/gate/tab-1/app/key").gate, "tab-1");
  EXPECT_EQ(split_gate("/gate/tab-1/app/key").path, "/app/key");
  EXPECT_EQ(split_gate("/app/key").path, "/app/key");
  EXPECT_EQ(split_gate("/gate/").path, "/gate/");
  EXPECT_EQ(split_gate("/gate").path, "/gate");
}

TEST(DemoGate, A_gate_opens_again_and_the_number_of_gates_is_bounded) {
  DemoGates gates;
  const Time at{Millis{1000}};
  EXPECT_TRUE(gates.shut("a", at + Millis{500}, at));
  EXPECT_TRUE(gates.is_shut("a", at + Millis{499}));
  EXPECT_FALSE(gates.is_shut("a", at + Millis{500}));
  EXPECT_FALSE(gates.is_shut("b", at));
  bool all = true;
  for (int i = 0; i < 2000; ++i) all = gates.shut(std::to_string(i), at + Millis{500}, at) && all;
  EXPECT_FALSE(all);
  EXPECT_TRUE(gates.shut("later", at + Millis{2000}, at + Millis{1000}));
}

TEST(StaticMount, A_path_before_the_equals_sign_is_where_it_appears) {
  EXPECT_EQ(parse_mount("/oread/=js/dist").at, "/oread");
  EXPECT_EQ(parse_mount("/oread=js/dist").folder, "js/dist");
  EXPECT_EQ(parse_mount("a=b").folder, "a=b");
  EXPECT_EQ(parse_mount("/srv/site").at, "/");
}

TEST(StaticFiles, Types_that_browsers_insist_on) {
  EXPECT_EQ(mime_type("engine.wasm"), "application/wasm");
  EXPECT_EQ(mime_type("a.b.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(mime_type("unknown"), "application/octet-stream");
}

}  // namespace
}  // namespace oread::server
