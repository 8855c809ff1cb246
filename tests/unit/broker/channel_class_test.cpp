#include "broker/channel_class.hpp"

#include <gtest/gtest.h>

#include <string>

namespace oread::broker {
namespace {

ChannelClass class_of(std::string_view name) {
  const auto kind = classify(name, 200);
  EXPECT_TRUE(kind) << name;
  return kind.value_or(ChannelClass{});
}

TEST(ChannelClass, The_longest_prefix_decides) {
  struct Case {
    const char* name;
    Access access;
    bool presence, cache, encrypted;
  };
  for (const Case& each : {
           Case{"news", Access::Open, false, false, false},
           Case{"cache-x", Access::Open, false, true, false},
           Case{"private-x", Access::Signature, false, false, false},
           Case{"private-cache-x", Access::Signature, false, true, false},
           Case{"private-encrypted-x", Access::Signature, false, false, true},
           Case{"private-encrypted-cache-x", Access::Signature, false, true, true},
           Case{"presence-x", Access::Signature, true, false, false},
           Case{"presence-cache-x", Access::Signature, true, true, false},
       }) {
    const ChannelClass kind = class_of(each.name);
    EXPECT_EQ(kind.access, each.access) << each.name;
    EXPECT_EQ(kind.presence, each.presence) << each.name;
    EXPECT_EQ(kind.cache, each.cache) << each.name;
    EXPECT_EQ(kind.encrypted, each.encrypted) << each.name;
  }
}

TEST(ChannelClass, Similar_names_are_open_channels) {
  for (const char* name : {"privatefoo", "Private-x", "cached-x", "my-private-x", "presencex",
                           "my-cache-1", "private", "private_x"}) {
    EXPECT_EQ(class_of(name).access, Access::Open) << name;
    EXPECT_FALSE(class_of(name).cache) << name;
  }
}

TEST(ChannelClass, Words_in_the_middle_change_nothing) {
  EXPECT_FALSE(class_of("private-a-cache-b").cache);
  EXPECT_EQ(class_of("private-a-cache-b").access, Access::Signature);
  EXPECT_FALSE(class_of("private-presence-b").presence);
}

TEST(ChannelClass, A_user_channel_names_its_user) {
  EXPECT_EQ(class_of("#server-to-user-42").access, Access::OwnUser);
  EXPECT_EQ(class_of("#server-to-user-42").user, "42");
}

TEST(ChannelClass, Every_other_hash_is_refused) {
  for (const char* name : {"#", "#x", "#server-to-user-", "a#b", "#server-to-user-a#", "##"}) {
    EXPECT_FALSE(classify(name, 200)) << name;
  }
}

TEST(ChannelClass, Only_the_documented_characters_form_a_name) {
  for (int c = 0; c < 256; ++c) {
    const bool allowed = (c < 128 && std::isalnum(c)) ||
                         std::string("-_=@,.;").find(static_cast<char>(c)) != std::string::npos;
    EXPECT_EQ(classify(std::string("a") + static_cast<char>(c), 200).has_value(), allowed && c != 0)
        << c;
  }
}

TEST(ChannelClass, Length_is_bounded_and_not_zero) {
  EXPECT_FALSE(classify("", 200));
  EXPECT_TRUE(classify(std::string(200, 'a'), 200));
  EXPECT_FALSE(classify(std::string(201, 'a'), 200));
}

}  // namespace
}  // namespace oread::broker
