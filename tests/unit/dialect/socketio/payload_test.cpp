// Bodies of polling requests, in both revisions.
#include "dialect/socketio/payload.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

struct Read {
  std::vector<std::string> packets;
  bool ok = false;
};

Read read(const std::string& body, Revision revision) {
  Payload payload(body, revision);
  Read all;
  for (View packet; payload.next(packet);) all.packets.emplace_back(packet);
  all.ok = payload.ok();
  return all;
}

TEST(Payload, The_first_body_tells_the_revision) {
  // Recorded: laravel-echo-server 1.6.3 and Socket.IO 4.8.
  EXPECT_EQ(revision_of(R"(97:0{"sid":"x"}2:40)"), Revision::Third);
  EXPECT_EQ(revision_of(R"(0{"sid":"x","upgrades":[]})"), Revision::Fourth);
  EXPECT_EQ(revision_of(""), Revision::Fourth);
  EXPECT_EQ(revision_of("97"), Revision::Fourth);
  EXPECT_EQ(revision_of(":0{}"), Revision::Fourth);
}

TEST(Payload, The_third_revision_counts_UTF_16_code_units) {
  // é: 1 unit in 2 bytes; €: 1 in 3; 😀: 2 in 4.
  std::string body;
  append_packet(body, "4é€😀x", Revision::Third);
  append_packet(body, "40", Revision::Third);
  EXPECT_EQ(body, "6:4é€😀x2:40");
  EXPECT_EQ(read(body, Revision::Third).packets, (std::vector<std::string>{"4é€😀x", "40"}));
}

TEST(Payload, The_third_revision_may_hold_an_empty_packet) {
  const Read all = read("0:2:40", Revision::Third);
  EXPECT_TRUE(all.ok);
  EXPECT_EQ(all.packets, (std::vector<std::string>{"", "40"}));
}

TEST(Payload, A_wrong_length_ends_the_third_revision) {
  for (const char* body : {"5:40", "2:4012", "x", "2", ":40", "2;40", "-1:40",
                           "99999999999999999999:4", "1:😀", "2:4\xff", "2:4\xf0\x9f\x98"}) {
    const Read all = read(body, Revision::Third);
    EXPECT_FALSE(all.ok) << body;
  }
}

TEST(Payload, The_fourth_revision_puts_a_separator_between_packets) {
  std::string body;
  append_packet(body, "40", Revision::Fourth);
  EXPECT_EQ(body, "40");
  append_packet(body, "42[\"é\"]", Revision::Fourth);
  EXPECT_EQ(body,
            "40\x1e"
            "42[\"é\"]");
  const Read all = read(body, Revision::Fourth);
  EXPECT_TRUE(all.ok);
  EXPECT_EQ(all.packets, (std::vector<std::string>{"40", "42[\"é\"]"}));
}

TEST(Payload, An_empty_body_has_no_packets) {
  for (const Revision revision : {Revision::Third, Revision::Fourth}) {
    EXPECT_TRUE(read("", revision).ok);
    EXPECT_TRUE(read("", revision).packets.empty());
  }
}

}  // namespace
}  // namespace oread::socketio
