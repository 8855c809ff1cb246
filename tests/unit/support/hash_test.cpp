#include "support/hash.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Hash, Is_FNV_1a_with_32_bits) {
  // From the reference of FNV (isthe.com/chongo/tech/comp/fnv).
  EXPECT_EQ(hash(""), 0x811c9dc5U);
  EXPECT_EQ(hash("a"), 0xe40c292cU);
  EXPECT_EQ(hash("foobar"), 0xbf9cf968U);
}

TEST(Hash, Bytes_above_127_count_as_unsigned) {
  EXPECT_EQ(hash("\xFF"), (0x811c9dc5U ^ 0xFFU) * 0x01000193U);
}

TEST(Hash, A_seed_continues_the_text_before) {
  EXPECT_EQ(hash("bar", hash("foo")), hash("foobar"));
}

}  // namespace
}  // namespace oread
