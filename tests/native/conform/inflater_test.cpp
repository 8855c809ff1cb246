#include "conform/inflater.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "conform/frames.hpp"

namespace oread::conform {
namespace {

constexpr std::size_t kMost = 1'000'000;

/// Compresses one message after the other, with what came before as context.
class Deflater {
 public:
  Deflater() { deflateInit2(&state_, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY); }
  ~Deflater() { deflateEnd(&state_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string deflate(std::string text) {
    std::string out(text.size() + 1000, '\0');
    state_.next_in = reinterpret_cast<Bytef*>(text.data());
    state_.avail_in = static_cast<uInt>(text.size());
    state_.next_out = reinterpret_cast<Bytef*>(out.data());
    state_.avail_out = static_cast<uInt>(out.size());
    ::deflate(&state_, Z_SYNC_FLUSH);
    return out.substr(0, out.size() - state_.avail_out - 4);
  }

 private:
  z_stream state_{};
};

TEST(Inflater, Messages_may_refer_to_those_before) {
  Deflater deflater;
  Inflater inflater;
  const std::string text(5000, 'x');
  EXPECT_EQ(inflater.inflate(deflater.deflate(text + "1"), kMost), text + "1");
  const std::string second = deflater.deflate(text + "2");
  EXPECT_EQ(inflater.inflate(second, kMost), text + "2");
  EXPECT_FALSE(Inflater().inflate(second, kMost)) << "it needs the first";
  // RFC 7692, section 7.2.3.6.
  EXPECT_EQ(inflater.inflate(std::string(1, '\0'), kMost), "");
}

TEST(Inflater, Damaged_and_huge_messages_are_refused) {
  EXPECT_FALSE(Inflater().inflate("\xff\xff\xff", kMost));
  EXPECT_FALSE(Inflater().inflate(Deflater().deflate(std::string(kMost + 1, ' ')), kMost));
}

TEST(FrameReader, Compressed_messages_are_read_if_that_was_agreed) {
  Deflater deflater;
  const std::string packed = deflater.deflate("hello");
  std::string bytes =
      encode({1, packed.substr(0, 3), false, 4, false}) + encode({9, "ping", true, 0, false}) +
      encode({0, packed.substr(3), true, 0, false}) + encode({1, "plain", true, 0, false});
  std::string again = bytes;
  FrameReader reader;
  reader.allow_compression();
  EXPECT_FALSE(reader.read(bytes));
  EXPECT_EQ(reader.take_ping(), "ping");
  EXPECT_EQ(reader.read(bytes)->text, "hello");
  EXPECT_EQ(reader.read(bytes)->text, "plain");
  FrameReader other;
  EXPECT_EQ(other.read(again)->code, 1002);
}

TEST(FrameReader, Only_the_first_fragment_of_a_message_is_marked) {
  for (const RawFrame& wrong : {RawFrame{0, "x", true, 4, false}, RawFrame{9, "x", true, 4, false},
                                RawFrame{1, "x", true, 2, false}}) {
    FrameReader reader;
    reader.allow_compression();
    std::string bytes = encode(wrong);
    EXPECT_EQ(reader.read(bytes)->code, 1002);
  }
  FrameReader reader;
  reader.allow_compression();
  std::string damaged = encode({1, "\xff\xff", true, 4, false});
  EXPECT_EQ(reader.read(damaged)->code, 1002);
}

}  // namespace
}  // namespace oread::conform
