// What an answer of the auth endpoint means.
#include "auth/verdict.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Verdict, Each_status_means_one_thing) {
  struct Row {
    std::uint16_t status;
    Errc code;
    bool passing;
  };
  constexpr Row kRows[] = {
      {200, Errc::None, false},
      {201, Errc::None, false},
      {301, Errc::AuthBadResponse, false},
      {302, Errc::AuthBadResponse, false},
      {400, Errc::AuthDenied, false},
      {401, Errc::AuthExpired, false},
      {403, Errc::AuthDenied, false},
      {404, Errc::AuthDenied, false},
      {408, Errc::AuthServer, true},
      {419, Errc::AuthExpired, false},
      {422, Errc::AuthDenied, false},
      {429, Errc::AuthServer, true},
      {500, Errc::AuthServer, true},
      {503, Errc::AuthServer, true},
      {0, Errc::AuthDenied, false},
  };
  for (const Row& row : kRows) {
    const Error error = judge({RequestId{1}, row.status, false, 0, {}}, 100);
    EXPECT_EQ(error.code, row.code) << row.status;
    EXPECT_EQ(is_passing(error.code), row.passing) << row.status;
    if (error.code != Errc::None) {
      EXPECT_EQ(error.status, row.status);
    }
  }
}

TEST(Verdict, A_redirected_answer_and_one_too_large_are_no_grants) {
  EXPECT_EQ(judge({RequestId{1}, 200, true, 0, "{}"}, 100).code, Errc::AuthBadResponse);
  EXPECT_EQ(judge({RequestId{1}, 200, false, 0, "123"}, 3).code, Errc::None);
  EXPECT_EQ(judge({RequestId{1}, 200, false, 0, "1234"}, 3).code, Errc::AuthBadResponse);
}

}  // namespace
}  // namespace oread
