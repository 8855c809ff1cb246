#include "pusher/channel_traits.hpp"

#include <gtest/gtest.h>

namespace oread::pusher {
namespace {

TEST(ChannelTraits, The_whole_prefix_decides) {
  struct Row {
    const char* name;
    bool auth, presence, encrypted, replays, of_user;
  };
  constexpr Row kRows[] = {
      {"tasks", false, false, false, false, false},
      {"cache-news", false, false, false, true, false},
      {"private-orders", true, false, false, false, false},
      {"private-cache-orders", true, false, false, true, false},
      {"private-encrypted-vault", true, false, true, false, false},
      {"private-encrypted-cache-vault", true, false, true, true, false},
      {"presence-room", true, true, false, false, false},
      {"presence-cache-room", true, true, false, true, false},
      {"#server-to-user-7", false, false, false, false, true},
      {"#anything", false, false, false, false, true},
      // Servers that only check the prefix get what the name says, and no more.
      {"privatefoo", false, false, false, false, false},
      {"cached-x", false, false, false, false, false},
      {"my-private-x", false, false, false, false, false},
      {"cache-private-x", false, false, false, true, false},
      {"presence-encrypted-x", true, true, false, false, false},
      {"Private-x", false, false, false, false, false},
      {"private-", true, false, false, false, false},
      {"", false, false, false, false, false},
  };
  for (const Row& row : kRows) {
    const ChannelTraits traits = traits_of(row.name);
    EXPECT_EQ(traits.needs_auth, row.auth) << row.name;
    EXPECT_EQ(traits.presence, row.presence) << row.name;
    EXPECT_EQ(traits.encrypted, row.encrypted) << row.name;
    EXPECT_EQ(traits.replays, row.replays) << row.name;
    EXPECT_EQ(traits.of_user, row.of_user) << row.name;
  }
}

}  // namespace
}  // namespace oread::pusher
