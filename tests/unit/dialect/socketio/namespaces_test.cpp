// The packets of namespaces as frames, and what is sent to them.
#include "dialect/socketio/namespaces.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

using Kind = Frame::Kind;

struct Read {
  explicit Read(std::string its_text) : text(std::move(its_text)) {
    scratch.begin(text);
    Packet packet;
    EXPECT_EQ(read_packet(text, packet), nullptr) << text;
    read_namespace_packet(packet, scratch, frame);
  }
  std::string text;
  Scratch scratch;
  Frame frame;
};

TEST(Namespaces, An_event_is_a_message_with_its_name_and_arguments) {
  const Read event(R"(2/admin,["caf\u00e9",1,{"a":[2]}])");
  EXPECT_EQ(event.frame.kind, Kind::Message);
  EXPECT_EQ(event.frame.channel, "/admin");
  EXPECT_EQ(event.frame.event, "café");
  EXPECT_EQ(event.frame.data, R"(["caf\u00e9",1,{"a":[2]}])");
  EXPECT_TRUE(event.frame.has_data);
  EXPECT_EQ(event.frame.reply, "");
  EXPECT_EQ(Read("2[7,1]").frame.event, "7");
}

TEST(Namespaces, An_event_with_an_id_waits_for_an_answer) {
  EXPECT_EQ(Read(R"(29007199254740991["e"])").frame.reply, "9007199254740991");
}

TEST(Namespaces, An_answer_names_the_request) {
  const Read answer(R"(3/admin,12["ok",{}])");
  EXPECT_EQ(answer.frame.kind, Kind::Answer);
  EXPECT_EQ(answer.frame.request, RequestId{12});
  EXPECT_EQ(answer.frame.data, R"(["ok",{}])");
  EXPECT_EQ(Read("34294967295[]").frame.request, RequestId{4294967295U});
}

TEST(Namespaces, An_answer_to_nothing_of_ours_is_ignored) {
  EXPECT_EQ(Read("34294967296[]").frame.kind, Kind::Nothing);
}

TEST(Namespaces, A_connection_a_refusal_and_an_end) {
  const Read connected(R"(0/admin,{"sid":"S1"})");
  EXPECT_EQ(connected.frame.kind, Kind::Subscribed);
  EXPECT_EQ(connected.frame.channel, "/admin");
  EXPECT_EQ(connected.frame.data, R"({"sid":"S1"})");

  const Read refused(R"(4{"message":"invalid \"token\"","data":{"code":1}})");
  EXPECT_EQ(refused.frame.kind, Kind::SubscribeRefused);
  EXPECT_EQ(refused.frame.channel, "/");
  EXPECT_EQ(refused.frame.text, "invalid \"token\"");
  EXPECT_EQ(refused.frame.data, R"({"message":"invalid \"token\"","data":{"code":1}})");
  EXPECT_EQ(Read(R"(4/nope,"Invalid namespace")").frame.text, "Invalid namespace");
  EXPECT_EQ(Read(R"(4/nope,{"code":7})").frame.text, R"({"code":7})");

  const Read ended("1/admin,");
  EXPECT_EQ(ended.frame.kind, Kind::SubscribeRefused);
  EXPECT_EQ(ended.frame.text, "the server disconnected this client");
  EXPECT_EQ(ended.frame.data, "");
}

TEST(Namespaces, What_is_neither_is_bad) {
  for (const char* text : {"2", "2[]", "2{}", "2[1", R"(2["e"]x)", "2[null]", R"(21[{"a":1}])",
                           R"(2[["e"]])", "2[true]", "3[]", "3x[]", "31{}", "31[1"})
    EXPECT_EQ(Read(text).frame.kind, Kind::Bad) << text;
}

TEST(Namespaces, What_is_sent_names_the_namespace_unless_it_is_the_root) {
  String out;
  EXPECT_EQ(write_connect(out, "/", {}), "40");
  EXPECT_EQ(write_connect(out, "/", R"({"a":1})"), R"(40{"a":1})");
  EXPECT_EQ(write_connect(out, "/admin", {}), "40/admin,");
  EXPECT_EQ(write_connect(out, "/admin", R"({"a":1})"), R"(40/admin,{"a":1})");
  EXPECT_EQ(write_disconnect(out, "/"), "41");
  EXPECT_EQ(write_disconnect(out, "/admin"), "41/admin,");
  EXPECT_EQ(write_event(out, "/", R"(["e",1])", {}, {}), R"(42["e",1])");
  EXPECT_EQ(write_event(out, "/admin", R"(["e"])", {}, RequestId{7}), R"(42/admin,7["e"])");
  EXPECT_EQ(write_event(out, "/", "[5]", {}, {}), "42[5]");
  EXPECT_EQ(write_ack(out, "/", "9007199254740991", "[]", {}), "439007199254740991[]");
  EXPECT_EQ(write_ack(out, "/admin", "0", "[1]", {}), "43/admin,0[1]");
}

TEST(Namespaces, Attachments_follow_their_packet) {
  String out;
  String part;
  View rest = write_event(out, "/a", R"(["e"])", "AQ==,Ag==", RequestId{7});
  EXPECT_EQ(rest,
            "452-/a,7[\"e\"]\x1e"
            "bAQ==\x1e"
            "bAg==");
  EXPECT_EQ(next_part(rest, Revision::Fourth, part), R"(452-/a,7["e"])");
  EXPECT_EQ(next_part(rest, Revision::Fourth, part), "bAQ==");
  EXPECT_EQ(next_part(rest, Revision::Third, part), "b4Ag==");
  EXPECT_EQ(rest, "");
  EXPECT_EQ(write_ack(out, "/", "3", "[1]", "AQ=="),
            "461-3[1]\x1e"
            "bAQ==");
  EXPECT_EQ(write_event(out, "/", R"(["e"])", "=,AQ==", {}),
            "452-[\"e\"]\x1e"
            "b\x1e"
            "bAQ==");
  View plain = "42[1]";
  EXPECT_EQ(next_part(plain, Revision::Third, part), "42[1]");
  EXPECT_EQ(plain, "");
}

TEST(Namespaces, Attachments_are_base64_and_at_most_ten) {
  String out;
  EXPECT_EQ(write_event(out, "/", R"(["e"])", "A!==", {}), "");
  EXPECT_EQ(write_event(out, "/", R"(["e"])",
                        "A\x1e"
                        "41",
                        {}),
            "");
  EXPECT_NE(write_event(out, "/", R"(["e"])", "aa,bb,cc,dd,ee,ff,gg,hh,ii,jj", {}), "");
  EXPECT_EQ(write_event(out, "/", R"(["e"])", "aa,bb,cc,dd,ee,ff,gg,hh,ii,jj,kk", {}), "");
}

TEST(Namespaces, What_a_server_would_not_accept_is_not_sent) {
  String out;
  for (const char* data : {"", "{}", "[]", "[null]", "[[]]", "[\"e\"", R"(["disconnect"])",
                           R"(["\u0063onnect",1])", R"(["newListener"])"})
    EXPECT_EQ(write_event(out, "/", data, {}, {}), "") << data;
  for (const char* reply : {"", "x", "1x", "-1", "9007199254740992"})
    EXPECT_EQ(write_ack(out, "/", reply, "[]", {}), "") << reply;
  EXPECT_EQ(write_ack(out, "/", "1", "{}", {}), "");
}

}  // namespace
}  // namespace oread::socketio
