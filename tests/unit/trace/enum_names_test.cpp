#include "oread/enum_names.hpp"

#include <set>

#include <gtest/gtest.h>

namespace oread {
namespace {

/// Every value up to `last` has a name of its own and is found by it; the value after has none.
template <class E>
void expect_all_named(E last) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const std::string_view name = enum_name(static_cast<E>(i));
    EXPECT_FALSE(name.empty()) << i;
    EXPECT_TRUE(names.insert(name).second) << name;
    E found = last;
    EXPECT_TRUE(enum_value(name, found)) << name;
    EXPECT_EQ(found, static_cast<E>(i)) << name;
  }
}

TEST(EnumNames, Every_value_is_found_by_its_name) {
  expect_all_named(ConnectionStatus::Disconnected);
  expect_all_named(ChannelState::Left);
  expect_all_named(AuthKind::User);
  expect_all_named(WakeReason::Asked);
  expect_all_named(OnFatal::RetrySlowly);
  expect_all_named(static_cast<Errc>(kErrcs - 1));
}

TEST(EnumNames, An_unknown_name_changes_nothing) {
  ChannelState state = ChannelState::Failed;
  for (const char* name : {"", "Failed", "fail", "connected"}) {
    EXPECT_FALSE(enum_value(name, state)) << name;
  }
  EXPECT_EQ(state, ChannelState::Failed);
  Errc code = Errc::Timeout;
  EXPECT_FALSE(enum_value("unheard-of", code));
  EXPECT_EQ(code, Errc::Timeout);
}

TEST(EnumNames, Names_follow_the_order_of_the_values) {
  EXPECT_EQ(enum_name(ConnectionStatus::Initialized), "initialized");
  EXPECT_EQ(enum_name(ConnectionStatus::Unavailable), "unavailable");
  EXPECT_EQ(enum_name(ChannelState::Subscribed), "subscribed");
  EXPECT_EQ(enum_name(ChannelState::Failed), "failed");
  EXPECT_EQ(enum_name(WakeReason::Resumed), "resumed");
  EXPECT_EQ(enum_name(OnFatal::RetrySlowly), "retry-slowly");
}

}  // namespace
}  // namespace oread
