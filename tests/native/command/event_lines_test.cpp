#include "command/event_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string line_of(const Event& event) {
  const Terminal terminal;
  return EventLines(terminal).of(event);
}

TEST(EventLines, A_message_has_its_channel_its_name_its_data_and_its_sender) {
  event::Message message;
  message.channel = "news";
  message.event = "headline";
  EXPECT_THAT(line_of(message), EndsWith("  news  headline"));
  message.data = "{}";
  message.user_id = "7";
  EXPECT_THAT(line_of(message), EndsWith("  news  headline  {}  from 7"));
}

TEST(EventLines, An_event_of_a_namespace_says_what_is_special_about_it) {
  event::Call call;
  call.channel = "/";
  call.event = "ask";
  call.data = R"(["ask",1])";
  call.reply = "3";
  EXPECT_THAT(line_of(call), EndsWith(R"(  /  ask  ["ask",1]  waits for an answer)"));
  call.reply.clear();
  call.attachments = "AQ==";
  EXPECT_THAT(line_of(call), EndsWith(R"(  /  ask  ["ask",1]  with binary arguments)"));
}

TEST(EventLines, An_event_of_no_channel_says_so) {
  event::Message message;
  message.event = "x";
  EXPECT_THAT(line_of(message), EndsWith("  (no channel)  x"));
}

TEST(EventLines, A_change_of_the_connection_has_its_socket_id_or_its_reason) {
  event::ConnectionChanged changed;
  changed.current = ConnectionStatus::Connected;
  changed.socket_id = "1.2";
  EXPECT_THAT(line_of(changed), EndsWith("  connected as 1.2"));
  changed.socket_id.clear();
  changed.why = {Errc::Silent, 0, {}};
  EXPECT_THAT(line_of(changed), HasSubstr("connected: the server stopped responding"));
}

TEST(EventLines, The_next_attempt_is_told_in_seconds) {
  event::RetryScheduled retry;
  retry.in = Millis(1'240);
  retry.attempt = 3;
  retry.why = {Errc::LinkFailed, 0, {}};
  EXPECT_THAT(line_of(retry), HasSubstr("next attempt in 1.2 s (number 3): "));
}

TEST(EventLines, The_members_that_are_here_are_listed) {
  event::Subscribed subscribed;
  subscribed.channel = "presence-a";
  EXPECT_THAT(line_of(subscribed), EndsWith("  presence-a  subscribed"));
  subscribed.members = {{"ann", "{}"}, {"bob", "{}"}};
  EXPECT_THAT(line_of(subscribed), EndsWith("subscribed, 2 here: ann bob"));
}

TEST(EventLines, Steps_in_between_have_no_line) {
  EXPECT_EQ(line_of(event::ChannelChanged{}), "");
  EXPECT_EQ(line_of(event::WhisperSettled{}), "");
}

TEST(EventLines, Untrusted_text_cannot_control_the_terminal) {
  event::Message message;
  message.channel = "\x1b";
  message.event = "\x1b";
  message.data = "\x1b";
  message.user_id = "\x1b";
  EXPECT_EQ(line_of(message).find('\x1b'), std::string::npos);
}

TEST(EventLines, What_happens_on_channels_is_the_output_and_the_rest_is_status) {
  EXPECT_EQ(output_of(event::Message{}), Output::Events);
  EXPECT_EQ(output_of(event::Call{}), Output::Events);
  EXPECT_EQ(output_of(event::MemberLeft{}), Output::Events);
  EXPECT_EQ(output_of(event::WatchlistChanged{}), Output::Events);
  EXPECT_EQ(output_of(event::Subscribed{}), Output::Status);
  EXPECT_EQ(output_of(event::ConnectionChanged{}), Output::Status);
}

}  // namespace
}  // namespace oread::command
