#include "command/doctor_auth.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

native::HttpAnswer answered(std::uint16_t status, std::string body = {}) {
  native::HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

Advice unsigned_advice(const std::string& body, const std::string& channel = "private-a") {
  return about_auth(answered(200, body), channel, {});
}

TEST(DoctorAuth, The_request_is_the_one_that_a_page_sends) {
  const native::HttpRequest request =
      auth_request({}, {{"Authorization", "Bearer x"}}, "1.2", "private-a b");
  EXPECT_EQ(request.body, "socket_id=1.2&channel_name=private-a+b");
  ASSERT_EQ(request.headers.size(), 3U);
  EXPECT_EQ(request.headers[1].name, "Accept");
  EXPECT_EQ(request.headers[2].value, "Bearer x");
}

TEST(DoctorAuth, A_given_Accept_header_replaces_the_default_in_any_case) {
  const native::HttpRequest request = auth_request({}, {{"accept", "text/html"}}, "1.2", "a");
  EXPECT_EQ(std::count_if(request.headers.begin(), request.headers.end(),
                          [](const native::Field& field) {
                            return field.name == "Accept" || field.name == "accept";
                          }),
            1);
}

TEST(DoctorAuth, A_channel_gets_in_with_what_its_kind_needs) {
  const std::string bare = R"({"auth":"k:s"})";
  EXPECT_TRUE(signed_in(answered(201, bare), "private-a"));
  EXPECT_FALSE(signed_in(answered(302, bare), "private-a"));
  EXPECT_FALSE(signed_in(answered(403, bare), "private-a"));
  EXPECT_FALSE(signed_in(answered(200, R"({"auth":""})"), "private-a"));
  EXPECT_FALSE(signed_in(answered(200, "not JSON"), "private-a"));
  EXPECT_FALSE(signed_in(answered(200, bare), "presence-a"));
  EXPECT_FALSE(signed_in(answered(200, bare), "private-encrypted-a"));
  EXPECT_TRUE(
      signed_in(answered(200, R"({"auth":"k:s","shared_secret":"x"})"), "private-encrypted-a"));
  const auto member =
      signed_in(answered(200, R"({"auth":"k:s","channel_data":"{}"})"), "presence-a");
  ASSERT_TRUE(member);
  EXPECT_EQ(member->channel_data, "{}");
}

TEST(DoctorAuth, A_success_without_a_signature_is_explained_by_its_body) {
  EXPECT_THAT(unsigned_advice(" \n").wrong, HasSubstr("empty response"));
  EXPECT_THAT(unsigned_advice("true").wrong, HasSubstr("BROADCAST_CONNECTION=redis"));
  EXPECT_THAT(unsigned_advice(R"({"channel_data":{}})").wrong,
              HasSubstr("BROADCAST_CONNECTION=redis"));
  EXPECT_THAT(unsigned_advice("\n<html>").wrong, HasSubstr("returns a page"));
  EXPECT_THAT(unsigned_advice(R"({"auth":"k:s"})", "presence-a").wrong,
              HasSubstr("does not identify the member"));
  EXPECT_THAT(unsigned_advice(R"({"auth":"k:s"})", "private-encrypted-a").wrong,
              HasSubstr("no shared_secret"));
  EXPECT_THAT(unsigned_advice("{}").wrong, HasSubstr("not a signature: {}"));
}

TEST(DoctorAuth, What_to_change_for_a_refusal_depends_on_what_was_sent) {
  const auto change = [](const native::Fields& headers) {
    return about_auth(answered(403), "private-a", headers).change;
  };
  EXPECT_THAT(change({}), HasSubstr("the app saw a guest"));
  EXPECT_THAT(change({{"authorization", "Bearer x"}}), HasSubstr("auth:sanctum"));
  EXPECT_THAT(change({{"COOKIE", "a=b"}}), HasSubstr("session is still valid"));
}

TEST(DoctorAuth, A_redirect_to_a_login_page_means_that_the_user_is_not_signed_in) {
  native::HttpAnswer answer = answered(302);
  answer.location = "https://app.example/login";
  EXPECT_THAT(about_auth(answer, "private-a", {}).wrong, HasSubstr("does not recognize the user"));
  answer.location = "https://www.app.example/broadcasting/auth";
  EXPECT_THAT(about_auth(answer, "private-a", {}).wrong,
              Not(HasSubstr("does not recognize the user")));
}

TEST(DoctorAuth, The_app_s_own_message_is_quoted_if_it_has_one) {
  EXPECT_THAT(about_auth(answered(403, R"({"message":"No."})"), "private-a", {}).wrong,
              HasSubstr("for private-a (403: No.)"));
  EXPECT_THAT(about_auth(answered(419, "<html>"), "private-a", {}).wrong,
              HasSubstr("CSRF token (419)"));
  EXPECT_THAT(about_auth(answered(500), "private-a", {}).wrong, HasSubstr("fails (500)"));
}

TEST(DoctorAuth, A_rejected_signature_has_another_key_another_secret_or_an_unknown_fault) {
  EXPECT_THAT(about_signature({"other:s", {}}, "key", "key:s", "").wrong,
              HasSubstr("signs with the key \"other\""));
  EXPECT_THAT(about_signature({"s", {}}, "key", "", "").wrong, HasSubstr("the key \"\""));
  EXPECT_EQ(about_signature({"key:s", {}}, "key", "key:t", "no").wrong,
            "the app's secret differs from the server's: no");
  EXPECT_THAT(about_signature({"key:s", {}}, "key", "key:s", "").wrong,
              HasSubstr("does not accept the app's signature"));
  EXPECT_THAT(about_signature({"key:s", {}}, "key", "", "").wrong,
              HasSubstr("does not accept the app's signature"));
}

}  // namespace
}  // namespace oread::command
