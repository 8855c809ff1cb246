#include "support/names.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread {
namespace {

constexpr auto kList = names("data", "dat", "channel");

TEST(Names, Each_is_found_at_its_index) {
  EXPECT_EQ(index_in(kList.text, "data"), 0U);
  EXPECT_EQ(index_in(kList.text, "dat"), 1U);
  EXPECT_EQ(index_in(kList.text, "channel"), 2U);
  EXPECT_EQ(count_of(kList.text), 3U);
}

TEST(Names, An_unknown_one_has_the_index_after_the_last) {
  for (const char* name : {"", "d", "datas", "Data", "channelx", "atad"})
    EXPECT_EQ(index_in(kList.text, name), 3U) << name;
}

TEST(Names, One_may_be_as_long_as_its_length_fits_in_a_character) {
  static constexpr auto kLong = names(
      "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901"
      "23"
      "456789012345678901234567890123456",
      "b");
  const std::string name(kLong.text + 1, 127);
  EXPECT_EQ(index_in(kLong.text, name), 0U);
  EXPECT_EQ(index_in(kLong.text, "b"), 1U);
}

}  // namespace
}  // namespace oread
