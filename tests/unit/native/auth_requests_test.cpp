// What is answered or refused without a request; tests/native/client tests the requests.
#include "auth_requests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "oread/native/loop.hpp"

namespace oread::native {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Why this request cannot be made. It must be final.
std::vector<std::string> refusals(AuthEndpoint endpoint, AuthKind kind = AuthKind::Channel) {
  Loop loop;
  std::vector<std::string> texts;
  AuthRequests requests(loop.core(), std::move(endpoint), {}, 1000, [&](Input input) {
    const auto* failed = std::get_if<in::AuthFailed>(&input);
    ASSERT_NE(failed, nullptr);
    EXPECT_EQ(failed->request, RequestId{7});
    EXPECT_TRUE(failed->refused);
    texts.push_back(failed->text);
  });
  effect::Authorize authorize;
  authorize.request = RequestId{7};
  authorize.kind = kind;
  authorize.channel = "private-a";
  requests.ask(authorize);
  return texts;
}

AuthEndpoint endpoint() {
  AuthEndpoint endpoint;
  endpoint.channel_url = "http://127.0.0.1:1/auth";
  return endpoint;
}

TEST(AuthRequests, WithoutAnEndpointEachKindIsRefused) {
  EXPECT_THAT(refusals({}), ElementsAre("no auth endpoint is configured"));
  EXPECT_THAT(refusals(endpoint(), AuthKind::User),
              ElementsAre("no auth endpoint for signing in is configured"));
}

TEST(AuthRequests, AHeaderWithALineBreakIsRefused) {
  AuthEndpoint bad = endpoint();
  bad.headers = [] { return Fields{{"X-A", "1\r\nX-B: 2"}}; };
  EXPECT_THAT(refusals(bad), ElementsAre("the header \"X-A\" cannot be sent"));
}

TEST(AuthRequests, AnExceptionOfTheAppIsARefusal) {
  AuthEndpoint bad = endpoint();
  bad.params = []() -> Fields { throw std::runtime_error("no token"); };
  EXPECT_THAT(refusals(bad), ElementsAre("the app's headers or params: no token"));
}

TEST(AuthRequests, ACancelledRequestIsReportedOnceAndNotAnswered) {
  Loop loop;
  AuthRequests requests(loop.core(), endpoint(), {}, 1000,
                        [](const Input&) { ADD_FAILURE() << "answered"; });
  effect::Authorize authorize;
  authorize.request = RequestId{7};
  authorize.channel = "private-a";
  requests.ask(authorize);
  EXPECT_FALSE(requests.cancel(RequestId{8}));
  const auto asked = requests.cancel(RequestId{7});
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->channel, "private-a");
  EXPECT_THAT(asked->place, HasSubstr("127.0.0.1"));
  EXPECT_FALSE(requests.cancel(RequestId{7}));
}

TEST(AuthRequests, TheAddressesOfAnEndpointAreHTTP) {
  EXPECT_FALSE(check(AuthEndpoint{}));
  EXPECT_FALSE(check(endpoint()));
  AuthEndpoint bad = endpoint();
  bad.channel_url = "ws://127.0.0.1/auth";
  ASSERT_TRUE(check(bad));
  EXPECT_THAT(check(bad)->text, HasSubstr("must begin with http:// or https://"));
  bad = endpoint();
  bad.user_url = "nowhere";
  ASSERT_TRUE(check(bad));
  EXPECT_EQ(check(bad)->code, Errc::BadOption);
}

}  // namespace
}  // namespace oread::native
