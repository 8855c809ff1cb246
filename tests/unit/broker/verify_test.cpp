#include "broker/verify.hpp"

#include <gtest/gtest.h>

#include <cctype>

#include "digests.hpp"

namespace oread::broker {
namespace {

const native::OpenSslDigests kDigests;
const Credentials kApp{"key", "secret"};

std::string hex() {
  return signature(kDigests, kApp.secret, "text");
}
bool holds(const std::string& auth) {
  return auth_holds(kDigests, kApp, "text", auth);
}

TEST(Verify, The_correct_auth_is_accepted) {
  EXPECT_TRUE(holds("key:" + hex()));
}

TEST(Verify, The_key_part_must_be_the_apps) {
  for (const std::string prefix : {"", ":", "other:", "ke:", "keyy:", "KEY:", "key::"}) {
    EXPECT_FALSE(holds(prefix + hex())) << prefix;
  }
}

TEST(Verify, Every_changed_digit_is_refused) {
  for (std::size_t i = 0; i < 64; ++i) {
    std::string changed = hex();
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(holds("key:" + changed)) << i;
  }
}

TEST(Verify, Only_exactly_64_lower_case_digits_count) {
  std::string upper = hex();
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_FALSE(holds("key:" + upper));
  for (const std::string& each : {hex() + " ", hex() + "\n", " " + hex(), hex() + "0",
                                  hex().substr(1), std::string(), std::string(64, 'g')}) {
    EXPECT_FALSE(holds("key:" + each)) << each;
  }
}

TEST(Verify, Another_secret_or_text_is_refused) {
  EXPECT_FALSE(auth_holds(kDigests, {"key", "other"}, "text", "key:" + hex()));
  EXPECT_FALSE(auth_holds(kDigests, kApp, "texts", "key:" + hex()));
}

TEST(Verify, Digests_of_the_wrong_length_are_never_equal) {
  EXPECT_TRUE(digests_equal("0aff", "0aff", 2));
  EXPECT_FALSE(digests_equal("0aff", "0afe", 2));
  EXPECT_FALSE(digests_equal("0aff", "0AFF", 2));
  EXPECT_FALSE(digests_equal("0aff", "0aff00", 2));
  EXPECT_FALSE(digests_equal("0aff", "", 2));
}

}  // namespace
}  // namespace oread::broker
