#include "conform/frames.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

/// The frame as a server would send it.
std::string from_server(RawFrame frame) {
  frame.masked = false;
  return encode(frame);
}

TEST(Frames, Every_length_is_read_back) {
  for (const std::size_t size : {0U, 1U, 125U, 126U, 65'535U, 65'536U, 100'000U}) {
    std::string bytes = from_server({1, std::string(size, 'x')}) + "rest";
    const auto received = FrameReader().read(bytes);
    ASSERT_TRUE(received) << size;
    EXPECT_EQ(received->text.size(), size);
    EXPECT_EQ(bytes, "rest");
  }
}

TEST(Frames, A_client_masks_unless_told_otherwise) {
  const std::string masked = encode({1, "abc"});
  EXPECT_EQ(masked.size(), 2U + 4U + 3U);
  EXPECT_EQ(static_cast<unsigned char>(masked[1]), 0x83);
  EXPECT_EQ(masked.find("abc"), std::string::npos);
  EXPECT_EQ(from_server({1, "abc"}),
            "\x81\x03"
            "abc");
}

TEST(Frames, An_incomplete_frame_is_waited_for) {
  const std::string whole = from_server({1, std::string(300, 'x')});
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{3}, whole.size() - 1}) {
    std::string part = whole.substr(0, size);
    EXPECT_FALSE(FrameReader().read(part)) << size;
    EXPECT_EQ(part.size(), size);
  }
}

TEST(Frames, Fragments_become_one_message_with_control_frames_between) {
  RawFrame first{1, "ab"};
  first.last = false;
  std::string bytes =
      from_server(first) + from_server({9, "hi"}) + from_server({0, "c"}) + from_server({2, "d"});
  FrameReader reader;
  EXPECT_FALSE(reader.read(bytes));
  EXPECT_EQ(reader.take_ping(), "hi");
  EXPECT_FALSE(reader.take_ping());
  EXPECT_EQ(reader.read(bytes)->text, "abc");
  EXPECT_EQ(reader.read(bytes)->kind, Received::Kind::Binary);
}

TEST(Frames, A_close_has_a_code_or_1005) {
  std::string bytes = from_server({8,
                                   "\x0f\xa1"
                                   "bye"});
  const auto received = FrameReader().read(bytes);
  EXPECT_EQ(received->kind, Received::Kind::Closed);
  EXPECT_EQ(received->code, 4001);
  EXPECT_EQ(received->text, "bye");
  bytes = from_server({8, ""});
  EXPECT_EQ(FrameReader().read(bytes)->code, 1005);
}

TEST(Frames, Broken_framing_is_reported) {
  RawFrame reserved{1, "x"};
  reserved.rsv = 4;
  for (std::string bytes : {encode({1, "x"}), from_server(reserved), from_server({3, "x"}),
                            std::string("\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10)}) {
    const auto received = FrameReader().read(bytes);
    ASSERT_TRUE(received);
    EXPECT_EQ(received->code, 1002);
  }
}

}  // namespace
}  // namespace oread::conform
