#include "secret_box.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <string>

namespace oread::native {
namespace {

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

const std::string kKey(crypto_secretbox_KEYBYTES, 'k');
const std::string kNonce(crypto_secretbox_NONCEBYTES, 'n');

std::string seal(const std::string& plain) {
  std::string box(plain.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(reinterpret_cast<unsigned char*>(box.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                        reinterpret_cast<const unsigned char*>(kNonce.data()),
                        reinterpret_cast<const unsigned char*>(kKey.data()));
  return base64(box);
}

class SecretBoxTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(prepare_secret_box()); }
};

TEST_F(SecretBoxTest, OpensWhatWasSealedWithItsKey) {
  EXPECT_EQ(open_secret_box(base64(kKey), base64(kNonce), seal(R"({"secret":1})")),
            R"({"secret":1})");
  EXPECT_EQ(open_secret_box(base64(kKey), base64(kNonce), seal("")), "");
}

TEST_F(SecretBoxTest, AnotherKeyOrNonceOrAChangedBoxOpensNothing) {
  const std::string other(32, 'x');
  EXPECT_FALSE(open_secret_box(base64(other), base64(kNonce), seal("secret")));
  EXPECT_FALSE(open_secret_box(base64(kKey), base64(std::string(24, 'x')), seal("secret")));
  std::string changed = seal("secret");
  changed[4] = changed[4] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(open_secret_box(base64(kKey), base64(kNonce), changed));
}

TEST_F(SecretBoxTest, WhatHasNotTheFormIsRefused) {
  const std::string box = seal("secret");
  EXPECT_FALSE(open_secret_box("", base64(kNonce), box));
  EXPECT_FALSE(open_secret_box(base64("short"), base64(kNonce), box));
  EXPECT_FALSE(open_secret_box(base64(kKey), base64("short"), box));
  EXPECT_FALSE(open_secret_box(base64(kKey), base64(kNonce), base64("tiny")));
  EXPECT_FALSE(open_secret_box(base64(kKey), base64(kNonce), ""));
  EXPECT_FALSE(open_secret_box(base64(kKey), base64(kNonce), "not base64!"));
  EXPECT_FALSE(open_secret_box(base64(kKey) + "AAAA", base64(kNonce), box));
}

}  // namespace
}  // namespace oread::native
