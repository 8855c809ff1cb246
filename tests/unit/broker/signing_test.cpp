// Known results: secret and key from the protocol's documentation.
#include "oread/broker/signing.hpp"

#include <gtest/gtest.h>

#include "broker/verify.hpp"

#include "digests.hpp"

namespace oread::broker {
namespace {

const native::OpenSslDigests kDigests;
const Credentials kApp{"278d425bdf160c739803", "7ad3773142a6692b25b8"};

TEST(Signing, Private_channel) {
  EXPECT_EQ(sign_channel(kDigests, kApp, "1234.1234", "private-foobar"),
            "278d425bdf160c739803:"
            "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4");
}

TEST(Signing, Presence_channel_signs_the_bytes_of_channel_data) {
  EXPECT_EQ(sign_channel(kDigests, kApp, "1234.1234", "presence-foobar",
                         R"({"user_id":10,"user_info":{"name":"Mr. Channels"}})"),
            "278d425bdf160c739803:"
            "31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80");
  // The digest that the protocol's page prints under the other name.
  EXPECT_EQ(sign_channel(kDigests, kApp, "1234.1234", "presence-foobar",
                         R"({"user_id":10,"user_info":{"name":"Mr. Pusher"}})"),
            "278d425bdf160c739803:"
            "afaed3695da2ffd16931f457e338e6c9f2921fa133ce7dac49f529792be6304c");
}

TEST(Signing, User) {
  EXPECT_EQ(sign_user(kDigests, kApp, "1234.1234", R"({"id":"12345"})"),
            "278d425bdf160c739803:"
            "4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba");
}

TEST(Signing, Webhook_body) {
  EXPECT_EQ(signature(kDigests, kApp.secret,
                      R"({"time_ms":1327078148132,"events":)"
                      R"([{"name":"channel_occupied","channel":"my-channel"}]})"),
            "c19001ae3963ccb13bf618e5b16ba9848e7e74df0993aa0689168e341c6833cf");
}

TEST(Signing, Md5_of_bodies) {
  EXPECT_EQ(md5_hex(kDigests, "{}"), "99914b932bd37a50b983c5e7c90ae93b");
  EXPECT_EQ(md5_hex(kDigests, ""), "d41d8cd98f00b204e9800998ecf8427e");
}

TEST(Signing, Request_with_a_body) {
  ApiRequest request;
  request.path = "/apps/3/events";
  request.body = R"({"name":"foo","channels":["project-3"],"data":"{\"some\":\"data\"}"})";
  request.unix_seconds = 1353088179;
  EXPECT_EQ(sign_request(kDigests, kApp, request),
            "auth_key=278d425bdf160c739803"
            "&auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c"
            "&auth_timestamp=1353088179&auth_version=1.0"
            "&body_md5=ec365a775a4cd0599faeb73354201b6f");
}

TEST(Signing, Request_with_parameters_and_no_body) {
  ApiRequest request;
  request.method = "GET";
  request.path = "/apps/3/channels";
  request.query = {{"info", "user_count"}, {"filter_by_prefix", "presence-"}};
  request.unix_seconds = 1353088179;
  EXPECT_EQ(sign_request(kDigests, kApp, request),
            "auth_key=278d425bdf160c739803"
            "&auth_signature=16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291"
            "&auth_timestamp=1353088179&auth_version=1.0&filter_by_prefix=presence-"
            "&info=user_count");
}

TEST(Signing, The_signed_text_is_not_escaped_and_the_sent_text_is) {
  ApiRequest request;
  request.method = "GET";
  request.path = "/apps/3/channels";
  request.query = {{"filter_by_prefix", "a;b c"}};
  EXPECT_NE(sign_request(kDigests, kApp, request).find("filter_by_prefix=a%3Bb%20c"),
            std::string::npos);
}

}  // namespace
}  // namespace oread::broker
