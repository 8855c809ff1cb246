// Which handshakes are refused; websocket.test.mjs and hostile.test.mjs send them.
#include "server/upgrade.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::server {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Upgrade good() {
  return {.is_get = true, .version = "13", .key_length = 24, .has_connection = true};
}

TEST(Upgrade, A_handshake_of_RFC_6455_is_accepted) {
  EXPECT_FALSE(fault_of(good()));
}

TEST(Upgrade, Another_version_is_told_the_right_one) {
  for (const char* version : {"", "8", "13, 8", "013"}) {
    Upgrade upgrade = good();
    upgrade.version = version;
    const auto fault = fault_of(upgrade);
    ASSERT_TRUE(fault) << version;
    EXPECT_THAT(std::string(fault->status), StartsWith("426 "));
    EXPECT_EQ(fault->headers, "upgrade: websocket\r\nsec-websocket-version: 13\r\n");
  }
}

TEST(Upgrade, Every_other_fault_is_a_400_that_names_it) {
  const auto why = [](auto change) {
    Upgrade upgrade = good();
    change(upgrade);
    const auto fault = fault_of(upgrade);
    EXPECT_TRUE(fault && fault->status == "400 Bad Request" && fault->headers.empty());
    return std::string(fault ? fault->why : "");
  };
  EXPECT_THAT(why([](Upgrade& u) { u.is_get = false; }), HasSubstr("GET"));
  EXPECT_THAT(why([](Upgrade& u) { u.key_length = 23; }), HasSubstr("Sec-WebSocket-Key"));
  EXPECT_THAT(why([](Upgrade& u) { u.has_connection = false; }), HasSubstr("Connection: Upgrade"));
  EXPECT_THAT(why([](Upgrade& u) { u.requests_subprotocol = true; }), HasSubstr("subprotocols"));
}

}  // namespace
}  // namespace oread::server
