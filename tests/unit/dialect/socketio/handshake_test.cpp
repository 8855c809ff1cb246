// The first packet of servers, recorded and wrong.
#include "dialect/socketio/handshake.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

struct Open {
  explicit Open(std::string its_text) : text(std::move(its_text)) {}
  bool read() {
    scratch.begin(text);
    return read_handshake(text, scratch, handshake);
  }
  std::string text;
  Scratch scratch;
  Handshake handshake;
  bool ok = read();
};

TEST(Handshake, Those_of_both_revisions_are_read) {
  const Open fourth(
      R"({"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,)"
      R"("pingTimeout":20000,"maxPayload":1000000})");
  ASSERT_TRUE(fourth.ok);
  EXPECT_EQ(fourth.handshake.id, "lv_VI97HAXpY6yYWAAAC");
  EXPECT_EQ(fourth.handshake.ping_interval, Millis{25'000});
  EXPECT_EQ(fourth.handshake.ping_timeout, Millis{20'000});
  EXPECT_EQ(fourth.handshake.max_payload, 1'000'000U);
  EXPECT_TRUE(fourth.handshake.can_upgrade);
  const Open third(
      R"({"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":5000,"new":[1]})");
  ASSERT_TRUE(third.ok);
  EXPECT_EQ(third.handshake.max_payload, 0U);
  EXPECT_FALSE(third.handshake.can_upgrade);
}

TEST(Handshake, Odd_numbers_count_as_not_specified) {
  for (const char* number : {"-1", "1.5", "1e9", "\"5\"", "null", "99999999999", "[1]"}) {
    const Open open(R"({"sid":"x","upgrades":7,"pingInterval":)" + std::string(number) + "}");
    ASSERT_TRUE(open.ok) << number;
    EXPECT_EQ(open.handshake.ping_interval, Millis{0}) << number;
  }
}

TEST(Handshake, An_id_that_cannot_stand_in_an_address_is_refused) {
  for (const std::string& id : std::vector<std::string>{
           "", "a b", "a&b=c", "a#", "\\u0000", "\xc3\xa9", "../x", std::string(129, 'a')}) {
    EXPECT_FALSE(Open(R"({"sid":")" + id + "\"}").ok) << id;
  }
  for (const char* text : {"", "{}", "[]", R"({"sid":7})", R"({"sid":"x")"})
    EXPECT_FALSE(Open(text).ok) << text;
}

}  // namespace
}  // namespace oread::socketio
