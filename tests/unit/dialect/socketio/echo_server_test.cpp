// laravel-echo-server's events as frames; most are recorded from version 1.6.3.
#include "dialect/socketio/echo_server.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

using Kind = Frame::Kind;

struct Event {
  explicit Event(std::string its_text) : text(std::move(its_text)) {
    scratch.begin(text);
    read_event(text, scratch, frame);
  }
  std::string text;
  Scratch scratch;
  Frame frame;
};

TEST(EchoServer, An_event_is_a_message_whose_payload_is_JSON) {
  const Event event(R"(["App\\Events\\OrderShipped","orders",{"id":1,"name":"\u00e9"}])");
  EXPECT_EQ(event.frame.kind, Kind::Message);
  EXPECT_EQ(event.frame.event, "App\\Events\\OrderShipped");
  EXPECT_EQ(event.frame.channel, "orders");
  EXPECT_EQ(event.frame.data, R"({"id":1,"name":"\u00e9"})");
  EXPECT_TRUE(event.frame.has_data);
}

TEST(EchoServer, An_event_may_have_no_payload_or_more_arguments) {
  EXPECT_FALSE(Event(R"(["client-typing","private-a"])").frame.has_data);
  EXPECT_EQ(Event(R"(["e","c",1,2,{}])").frame.data, "1");
  EXPECT_EQ(Event(R"(["e","c","text"])").frame.data, "\"text\"");
}

TEST(EchoServer, Events_of_other_code_on_the_server_are_ignored) {
  for (const char* text : {R"(["e"])", R"(["e",1])", R"(["e",{"channel":"c"}])", R"(["e",null,1])"})
    EXPECT_EQ(Event(text).frame.kind, Kind::Nothing) << text;
}

TEST(EchoServer, What_is_not_an_event_is_bad) {
  for (const char* text : {"", "[]", "{}", "[1,2]", R"(["e","c")", R"(["e","c",{]])", R"(["e"]x)"})
    EXPECT_EQ(Event(text).frame.kind, Kind::Bad) << text;
}

TEST(EchoServer, The_list_of_members_confirms_a_presence_channel) {
  const Event event(R"(["presence:subscribed","presence-room",[)"
                    R"({"user_id":2,"user_info":{"name":"B"},"socketId":"x"},{"user_info":{}},7,)"
                    R"({"user_id":"a","user_info":null}]])");
  EXPECT_EQ(event.frame.kind, Kind::Subscribed);
  EXPECT_EQ(event.frame.channel, "presence-room");
  ASSERT_EQ(event.frame.members.size(), 2U);
  EXPECT_EQ(event.frame.members[0].id, "2");
  EXPECT_TRUE(event.frame.members[0].id_is_number);
  EXPECT_EQ(event.frame.members[0].info, R"({"name":"B"})");
  EXPECT_EQ(event.frame.members[1].id, "a");
  EXPECT_FALSE(event.frame.members[1].id_is_number);
}

TEST(EchoServer, Members_come_and_go) {
  const Event joining(R"(["presence:joining","presence-room",{"user_id":3,"user_info":{"n":1}}])");
  EXPECT_EQ(joining.frame.kind, Kind::MemberAdded);
  ASSERT_EQ(joining.frame.members.size(), 1U);
  EXPECT_EQ(joining.frame.members[0].id, "3");
  EXPECT_EQ(Event(R"(["presence:leaving","presence-room",{"user_id":3}])").frame.kind,
            Kind::MemberRemoved);
  EXPECT_EQ(Event(R"(["presence:leaving","presence-room",{}])").frame.kind, Kind::Bad);
  EXPECT_EQ(Event(R"(["presence:joining","presence-room"])").frame.kind, Kind::Bad);
}

TEST(EchoServer, A_refusal_carries_the_endpoints_status) {
  const Event event(R"(["subscription_error","private-a",403])");
  EXPECT_EQ(event.frame.kind, Kind::SubscribeRefused);
  EXPECT_FALSE(event.frame.has_data);
  EXPECT_TRUE(event.frame.data.empty());
  EXPECT_EQ(event.frame.channel, "private-a");
  EXPECT_EQ(event.frame.code, 403);
  // 0: the server could not reach the endpoint.
  for (const char* status : {"0", "-1", "1000", "4.5", "null", "\"403\"", "{}"}) {
    const std::string text = R"(["subscription_error","private-a",)" + std::string(status) + "]";
    EXPECT_EQ(Event(text).frame.code, 0) << text;
  }
}

TEST(EchoServer, Requests_are_written_as_Echo_writes_them) {
  String out;
  EXPECT_EQ(write_subscribe(out, "news", {}),
            R"(42["subscribe",{"channel":"news","auth":{"headers":{}}}])");
  EXPECT_EQ(write_subscribe(out, "private-\"", R"({"headers":{"A":"b"}})"),
            R"(42["subscribe",{"channel":"private-\"","auth":{"headers":{"A":"b"}}}])");
  EXPECT_EQ(write_unsubscribe(out, "news"), R"(42["unsubscribe",{"channel":"news"}])");
  EXPECT_EQ(write_client_event(out, "private-a", "client-typing", "{\"n\":1}"),
            R"(42["client event",{"channel":"private-a","event":"client-typing","data":{"n":1}}])");
}

TEST(EchoServer, Only_presence_channels_are_acknowledged) {
  EXPECT_TRUE(traits_of("news").silent);
  EXPECT_FALSE(traits_of("news").needs_auth);
  EXPECT_TRUE(traits_of("private-a").silent);
  EXPECT_TRUE(traits_of("private-a").needs_auth);
  EXPECT_FALSE(traits_of("private-encrypted-a").encrypted);
  EXPECT_TRUE(traits_of("presence-a").presence);
  EXPECT_TRUE(traits_of("presence-a").needs_auth);
  EXPECT_FALSE(traits_of("presence-a").silent);
}

TEST(Joining, A_channel_is_asked_for_once_and_left_after_the_answer) {
  Joining joining;
  EXPECT_TRUE(joining.subscribe("presence-a"));
  EXPECT_FALSE(joining.subscribe("presence-a"));
  EXPECT_FALSE(joining.unsubscribe("presence-a"));
  EXPECT_TRUE(joining.answered("presence-a"));
  EXPECT_FALSE(joining.answered("presence-a"));
  EXPECT_TRUE(joining.unsubscribe("presence-a"));
}

TEST(Joining, A_channel_that_is_wanted_again_is_kept) {
  Joining joining;
  EXPECT_TRUE(joining.subscribe("presence-a"));
  EXPECT_TRUE(joining.subscribe("presence-b"));
  EXPECT_FALSE(joining.unsubscribe("presence-a"));
  EXPECT_FALSE(joining.subscribe("presence-a"));
  EXPECT_FALSE(joining.answered("presence-a"));
  EXPECT_FALSE(joining.answered("presence-b"));
}

}  // namespace
}  // namespace oread::socketio
