// What a server is told about the session before.
#include "dialect/socketio/recovery.hpp"

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

Frame connected(View json) {
  Frame frame;
  frame.kind = Frame::Kind::Subscribed;
  frame.channel = "/";
  frame.data = json;
  return frame;
}

Frame event(View data, View reply = {}) {
  Frame frame;
  frame.kind = Frame::Kind::Message;
  frame.channel = "/";
  frame.data = data;
  frame.reply = reply;
  return frame;
}

TEST(Recovery, A_session_with_a_position_is_named_beside_the_credentials) {
  Recovery recovery;
  String out;
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
  recovery.follow(connected(R"({"sid":"s","pid":"p"})"));
  EXPECT_EQ(recovery.connect("/", R"({"token":1})", out), R"({"token":1})");
  recovery.follow(event(R"(["e",1,"PbcDef0"])"));
  EXPECT_EQ(recovery.connect("/", R"({"token":1})", out),
            R"({"pid":"p","offset":"PbcDef0","token":1})");
  EXPECT_EQ(recovery.connect("/", "{}", out), R"({"pid":"p","offset":"PbcDef0"})");
  EXPECT_EQ(recovery.connect("/", "", out), R"({"pid":"p","offset":"PbcDef0"})");
  EXPECT_EQ(recovery.connect("/admin", "{}", out), "{}");
}

TEST(Recovery, Another_session_begins_without_a_position) {
  Recovery recovery;
  String out;
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
  recovery.follow(connected(R"({"sid":"s","pid":"p"})"));
  recovery.follow(event(R"(["e",1,"PbcDef0"])"));
  recovery.follow(connected(R"({"sid":"s","pid":"p"})"));
  EXPECT_NE(recovery.connect("/", "{}", out), "{}");
  recovery.follow(connected(R"({"sid":"t","pid":"q"})"));
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
}

TEST(Recovery, A_session_that_has_ended_is_not_named) {
  Recovery recovery;
  String out;
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
  recovery.follow(connected(R"({"sid":"s","pid":"p"})"));
  recovery.follow(event(R"(["e",1,"PbcDef0"])"));
  recovery.ended("/");
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
  recovery.follow(event(R"(["e",1,"PbcDef0"])"));
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
  recovery.follow(connected(R"({"sid":"s"})"));
  recovery.follow(event(R"(["e",1,"PbcDef0"])"));
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
}

TEST(Recovery, A_namespace_that_only_the_server_names_is_not_kept) {
  Recovery recovery;
  String out;
  recovery.follow(connected(R"({"sid":"s","pid":"p"})"));
  recovery.follow(event(R"(["e","PbcDef0"])"));
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
}

TEST(Recovery, Other_arguments_are_not_positions) {
  Recovery recovery;
  String out;
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
  recovery.follow(connected(R"({"sid":"s","pid":"p"})"));
  for (const char* data : {R"(["PbcDef0",1])", R"(["e","hello"])", "[\"e\"]", R"(["e",{}])"})
    recovery.follow(event(data));
  recovery.follow(event(R"(["e","PbcDef0"])", "7"));
  EXPECT_EQ(recovery.connect("/", "{}", out), "{}");
}

TEST(Recovery, Only_what_looks_like_a_position_is_one) {
  for (const char* text :
       {"PbcDef0", "PbcDef0.1", "Pb-_ef0.zZ", "1732900000000-0", "507f1f77bcf86cd799439011"})
    EXPECT_TRUE(is_offset(text)) << text;
  for (const char* text : {"", "short", "toolong1", "PbcDef0.", "a b cde", "PbcDef0.x y", "-0",
                           "1-", "507F1F77BCF86CD799439011", "507f1f77bcf86cd79943901"})
    EXPECT_FALSE(is_offset(text)) << text;
}

}  // namespace
}  // namespace oread::socketio
