// The WebSocket reader of `oread doctor`, with bytes that are put into an unconnected stream: its
// writes fail, which the reader ignores.
#include "command/doctor_socket.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

using Kind = Message::Kind;

class DoctorSocket : public ::testing::Test {
 protected:
  /// A frame of the server: its first byte (final bit and opcode), and a payload below 126 bytes.
  void frame(unsigned char first, const std::string& payload) {
    stream_.unread() += static_cast<char>(first);
    stream_.unread() += static_cast<char>(payload.size());
    stream_.unread() += payload;
  }
  Message next() { return next_message(stream_); }

  // Without a timeout, reading ends with the bytes that are there.
  Stream stream_{std::chrono::seconds(0)};
};

TEST_F(DoctorSocket, Messages_come_one_by_one) {
  frame(0x81, "one");
  frame(0x81, "two");
  EXPECT_EQ(next().text, "one");
  EXPECT_EQ(next().text, "two");
  EXPECT_EQ(next().kind, Kind::Silence);
}

TEST_F(DoctorSocket, Fragments_are_joined_around_control_frames) {
  frame(0x01, "a");
  frame(0x89, "ping");
  frame(0x00, "b");
  frame(0x8A, "pong");
  frame(0x80, "c");
  const Message message = next();
  EXPECT_EQ(message.kind, Kind::Text);
  EXPECT_EQ(message.text, "abc");
}

TEST_F(DoctorSocket, A_close_has_its_code_and_reason_or_neither) {
  frame(0x88, "\x0f\xa1no app");
  frame(0x88, "");
  const Message close = next();
  EXPECT_EQ(close.kind, Kind::Close);
  EXPECT_EQ(close.code, 4001);
  EXPECT_EQ(close.text, "no app");
  EXPECT_EQ(next().code, 0);
}

TEST_F(DoctorSocket, Lengths_of_16_and_64_bits_are_read) {
  const std::string text(300, 'x');
  stream_.unread() += std::string("\x81\x7e\x01\x2c", 4) + text;
  stream_.unread() += std::string("\x81\x7f\0\0\0\0\0\0\x01\x2c", 10) + text;
  EXPECT_EQ(next().text, text);
  EXPECT_EQ(next().text, text);
}

TEST_F(DoctorSocket, A_part_of_a_message_is_incomplete) {
  stream_.unread() = "\x81";
  EXPECT_EQ(next().kind, Kind::Incomplete);
  stream_.unread() = "\x81\x05two";
  EXPECT_EQ(next().kind, Kind::Incomplete);
  stream_.unread().clear();
  frame(0x01, "only the beginning");
  EXPECT_EQ(next().kind, Kind::Incomplete);
}

TEST_F(DoctorSocket, A_message_over_a_mebibyte_is_not_read) {
  stream_.unread() = std::string("\x81\x7f\0\0\0\0\0\x10\0\x01", 10) + std::string(1048577, 'x');
  EXPECT_EQ(next().kind, Kind::Incomplete);
}

TEST_F(DoctorSocket, An_end_of_the_connection_is_told_from_silence) {
  // An unconnected stream has ended as soon as it is allowed to read.
  Stream ended(std::chrono::hours(1));
  EXPECT_EQ(next_message(ended).kind, Kind::End);
}

}  // namespace
}  // namespace oread::command
