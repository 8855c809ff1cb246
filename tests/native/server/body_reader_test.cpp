// Bodies that arrive in arbitrary pieces.
#include "server/body_reader.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

using State = BodyReader::State;

TEST(BodyReader, A_body_is_the_same_however_its_bytes_are_cut) {
  const std::string wire =
      "5;ext=\"1\"\r\nhello\r\n1\r\n,\r\n0006\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
  for (std::size_t first = 0; first <= wire.size(); ++first) {
    for (std::size_t second = first; second <= wire.size(); ++second) {
      BodyReader reader(std::nullopt, 100);
      reader.read(wire.substr(0, first));
      reader.read(wire.substr(first, second - first));
      reader.read(wire.substr(second));
      ASSERT_EQ(reader.state(), State::Complete) << first << " " << second;
      ASSERT_EQ(reader.take(), "hello, world");
    }
  }
}

TEST(BodyReader, What_follows_a_length_is_not_read) {
  BodyReader reader(5, 100);
  EXPECT_EQ(reader.read("hel"), State::Reading);
  EXPECT_EQ(reader.read("lo, world"), State::Complete);
  EXPECT_EQ(reader.take(), "hello");
}

TEST(BodyReader, An_empty_body_is_complete_at_once) {
  EXPECT_EQ(BodyReader(0, 100).state(), State::Complete);
}

TEST(BodyReader, A_body_above_the_bound_is_read_to_its_end_and_not_kept) {
  BodyReader reader(1000, 100);
  EXPECT_EQ(reader.read(std::string(999, 'x')), State::Reading);
  EXPECT_EQ(reader.read("x"), State::TooLarge);
  EXPECT_EQ(reader.take(), "");
}

TEST(BodyReader, Chunks_that_add_up_to_more_than_the_bound_are_too_large) {
  BodyReader reader(std::nullopt, 10);
  EXPECT_EQ(reader.read("6\r\nabcdef\r\n6\r\nghijkl\r\n0\r\n\r\n"), State::TooLarge);
}

TEST(BodyReader, A_length_beyond_reason_is_not_waited_for) {
  EXPECT_EQ(BodyReader(1'000'000'000, 100).state(), State::Unreadable);
}

TEST(BodyReader, Chunks_without_end_are_given_up) {
  BodyReader reader(std::nullopt, 10);
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  State state = State::Reading;
  for (int i = 0; i < 1000 && state == State::Reading; ++i) state = reader.read(chunk);
  EXPECT_EQ(state, State::Unreadable);
}

TEST(BodyReader, Nonsense_instead_of_chunks_is_unreadable) {
  for (const char* text : {"zz\r\n", "\r\n", "fffffffff\r\n", "5\r\nhelloX", "-1\r\n"}) {
    BodyReader reader(std::nullopt, 100);
    EXPECT_EQ(reader.read(text), State::Unreadable) << text;
  }
}

TEST(BodyReader, A_line_without_end_is_unreadable) {
  BodyReader reader(std::nullopt, 100);
  EXPECT_EQ(reader.read("5;" + std::string(10'000, 'x')), State::Unreadable);
}

}  // namespace
}  // namespace oread::server
