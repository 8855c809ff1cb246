// Any dialect by its options.
#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"

namespace oread {
namespace {

TEST(DialectOptions, Make_and_check_the_dialect_that_they_belong_to) {
  DialectOptions options = PusherOptions{.key = "k", .host = "h", .path = {}};
  EXPECT_FALSE(check(options));
  const auto dialect = make_dialect(options);
  EXPECT_TRUE(std::string(dialect->session()->url()).starts_with("wss://h:443/app/k?"));
  options = PusherOptions{.key = "", .host = "h", .path = {}};
  EXPECT_EQ(check(options)->text, "key is missing");
}

}  // namespace
}  // namespace oread
