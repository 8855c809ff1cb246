// Bytes of binary messages in transcripts.
#include <string>

#include <gtest/gtest.h>

#include "trace/to_json.hpp"

namespace oread::trace {
namespace {

TEST(Hex, Every_byte_reads_back) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
  EXPECT_EQ(to_hex(std::string("\x00\xfe", 2)), "00fe");
}

TEST(Hex, What_is_not_pairs_of_digits_is_refused) {
  for (const char* digits : {"0", "0g", "g0", "0A", "000"}) {
    EXPECT_FALSE(from_hex(digits)) << digits;
  }
  EXPECT_EQ(from_hex(""), "");
}

}  // namespace
}  // namespace oread::trace
