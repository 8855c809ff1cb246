// The meaning of the auth endpoint's responses.
#include "auth/verdict.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Verdict, Each_status_means_one_thing) {
  struct Row {
    std::uint16_t status;
    Errc code;
  };
  constexpr Row kRows[] = {
      {200, Errc::None},
      {201, Errc::None},
      {301, Errc::AuthBadResponse},
      {302, Errc::AuthBadResponse},
      {400, Errc::AuthDenied},
      {401, Errc::AuthExpired},
      {403, Errc::AuthDenied},
      {404, Errc::AuthDenied},
      {408, Errc::AuthServer},
      {419, Errc::AuthExpired},
      {422, Errc::AuthDenied},
      {429, Errc::AuthServer},
      {500, Errc::AuthServer},
      {503, Errc::AuthServer},
      {0, Errc::AuthDenied},
  };
  for (const Row& row : kRows) {
    const Error error = judge({RequestId{1}, row.status, false, 0, {}}, 100);
    EXPECT_EQ(error.code, row.code) << row.status;
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
