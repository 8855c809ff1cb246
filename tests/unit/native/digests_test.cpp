#include "digests.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace oread::native {
namespace {

std::string hex(const auto& bytes) {
  std::string out;
  for (const auto byte : bytes) {
    char text[3];
    std::snprintf(text, sizeof text, "%02x", static_cast<unsigned>(byte));
    out += text;
  }
  return out;
}

TEST(Digests, HmacSha256OfRfc4231) {
  EXPECT_EQ(hex(OpenSslDigests{}.hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      hex(OpenSslDigests{}.hmac_sha256(std::string(131, '\xaa'),
                                       "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digests, Md5OfRfc1321) {
  EXPECT_EQ(hex(OpenSslDigests{}.md5("")), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hex(OpenSslDigests{}.md5("message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
}

}  // namespace
}  // namespace oread::native
