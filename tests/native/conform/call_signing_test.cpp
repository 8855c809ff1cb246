#include "conform/call_signing.hpp"

#include <gtest/gtest.h>

#include "digests.hpp"
#include "oread/broker/signing.hpp"

namespace oread::conform {
namespace {

const TestApp kApp{"3", "278d425bdf160c739803", "7ad3773142a6692b25b8"};

std::string query(const Json& how = Json::object(), const Json& parameters = Json::object(),
                  const std::string& body = "{}") {
  return signed_query(kApp, "POST", "/apps/3/events", parameters, body, 1353088179, how);
}

TEST(CallSigning, Agrees_with_the_broker_s_own_signing) {
  broker::ApiRequest request;
  request.path = "/apps/3/events";
  request.body = "{}";
  request.unix_seconds = 1353088179;
  request.query = {{"info", "user_count"}};
  EXPECT_EQ(query(Json::object(), {{"info", "user_count"}}),
            broker::sign_request(native::OpenSslDigests{}, {kApp.key, kApp.secret}, request));
}

TEST(CallSigning, Changes_what_it_is_told_to) {
  const std::string right = query();
  EXPECT_NE(query({{"secret", "x"}}), right);
  EXPECT_NE(query({{"timestamp", "+601"}}).find("auth_timestamp=1353088780"), std::string::npos);
  EXPECT_NE(query({{"timestamp", "soon"}}).find("auth_timestamp=soon"), std::string::npos);
  EXPECT_NE(query({{"signature", "abc"}}).find("auth_signature=abc"), std::string::npos);
  EXPECT_EQ(query({{"without", {"auth_key"}}}).find("auth_key"), std::string::npos);
  EXPECT_EQ(query({{"without", {"auth_signature"}}}).find("auth_signature"), std::string::npos);
  const std::string more = query({{"unsigned", {{"info", "user_count"}}}});
  EXPECT_EQ(more, right + "&info=user_count");
}

}  // namespace
}  // namespace oread::conform
