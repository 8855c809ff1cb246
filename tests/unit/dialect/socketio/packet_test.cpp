// Socket.IO packets: the examples of the protocol's documents, and what is not one.
#include "dialect/socketio/packet.hpp"

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

Packet good(const char* text) {
  Packet packet;
  const char* const problem = read_packet(text, packet);
  EXPECT_EQ(problem, nullptr) << text << ": " << problem;
  return packet;
}

TEST(Packet, The_namespace_may_be_left_out) {
  EXPECT_EQ(good("0").space, "/");
  EXPECT_EQ(good(R"(0{"token":"123"})").space, "/");
  EXPECT_EQ(good(R"(0{"token":"123"})").data, R"({"token":"123"})");
  EXPECT_EQ(good(R"(0/admin,{"token":"1"})").space, "/admin");
  EXPECT_EQ(good(R"(0/admin,{"token":"1"})").data, R"({"token":"1"})");
  EXPECT_EQ(good("0/admin").space, "/admin");
  EXPECT_EQ(good("0/admin?a=1&b=2,").space, "/admin");
  EXPECT_EQ(good("1/admin,").type, Packet::Type::Disconnect);
}

TEST(Packet, An_id_asks_for_an_acknowledgement) {
  const Packet event = good(R"(2/admin,456["project:delete",123])");
  EXPECT_EQ(event.id, "456");
  EXPECT_EQ(event.data, R"(["project:delete",123])");
  EXPECT_EQ(good(R"(2["foo"])").id, "");
  EXPECT_EQ(good("30[]").id, "0");
  EXPECT_EQ(good("39007199254740991[]").id, "9007199254740991");
  // Too long for JavaScript: then it is not an id, and what is left is not JSON.
  EXPECT_EQ(good("39007199254740992[]").id, "");
}

TEST(Packet, A_binary_packet_has_a_number_of_attachments) {
  const Packet event = good(R"(52-/admin,12["baz",{"_placeholder":true,"num":0}])");
  EXPECT_EQ(event.type, Packet::Type::BinaryEvent);
  EXPECT_EQ(event.attachments, 2U);
  EXPECT_EQ(event.space, "/admin");
  EXPECT_EQ(event.id, "12");
  EXPECT_EQ(good("610-3[]").attachments, kMaxAttachments);
}

TEST(Packet, Others_are_refused) {
  Packet packet;
  for (const char* text : {"", "7", "9[]", "a", "/", "5", "5[]", "5-[]", "50-[]", "511-[]", "5x-[]",
                           "599999999999999999999-[]"}) {
    EXPECT_NE(read_packet(text, packet), nullptr) << text;
  }
}

}  // namespace
}  // namespace oread::socketio
