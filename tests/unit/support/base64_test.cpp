#include "support/base64.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread {
namespace {

// RFC 4648, section 10.
TEST(Base64, The_examples_of_the_RFC) {
  EXPECT_EQ(base64_of(""), "");
  EXPECT_EQ(base64_of("f"), "Zg==");
  EXPECT_EQ(base64_of("fo"), "Zm8=");
  EXPECT_EQ(base64_of("foo"), "Zm9v");
  EXPECT_EQ(base64_of("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_of("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64_of("foobar"), "Zm9vYmFy");
}

TEST(Base64, Every_bit_counts) {
  EXPECT_EQ(base64_of(std::string("\0\xff\x10", 3)), "AP8Q");
  EXPECT_EQ(base64_of("\xfb\xff\xfe"), "+//+");
}

TEST(Base64, What_is_not_base64) {
  for (const char* text : {"", "Zg==", "Zg", "Zm8=", "Zm8", "Zm9v", "+//+"})
    EXPECT_TRUE(is_base64(text)) << text;
  for (const char* text :
       {"=", "==", "Z", "Z===", "Zg=", "Zm9v=", "Zm9v==", "Z=8=", "Zm9-", "Zm 8"})
    EXPECT_FALSE(is_base64(text)) << text;
}

}  // namespace
}  // namespace oread
