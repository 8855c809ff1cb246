// The table of channel states, row by row.
#include "channel/channel_state.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

using enum ChannelState;

constexpr ChannelState kStates[] = {Waiting,    Preparing, Authorizing, Subscribing,
                                    Subscribed, Failed,    Left};
constexpr Trigger kTriggers[] = {Trigger::LinkLost,  Trigger::Load,  Trigger::AskEndpoint,
                                 Trigger::AskServer, Trigger::Acked, Trigger::Refused,
                                 Trigger::Leave};

TEST(ChannelStates, Each_trigger_leads_where_the_table_says) {
  // In the order of kTriggers; "-" where the trigger is ignored.
  struct Row {
    ChannelState from;
    const char* to;
  };
  // w Waiting, p Preparing, a Authorizing, s Subscribing, S Subscribed, f Failed, l Left
  constexpr Row kRows[] = {
      {Waiting, "-pas--l"},     {Preparing, "w-as-fl"},  {Authorizing, "w--sSfl"},
      {Subscribing, "w---Sfl"}, {Subscribed, "w---Sfl"}, {Failed, "wpasS-l"},
      {Left, "-------"},
  };
  constexpr std::string_view kLetters = "wpasSfl";
  for (const Row& row : kRows) {
    for (std::size_t i = 0; i < std::size(kTriggers); ++i) {
      const auto next = after(row.from, kTriggers[i]);
      const char letter = next ? kLetters[static_cast<std::size_t>(*next)] : '-';
      EXPECT_EQ(letter, row.to[i]) << "state " << static_cast<int>(row.from) << ", trigger " << i;
    }
  }
}

TEST(ChannelStates, A_lost_link_leaves_nothing_but_waiting_and_left) {
  for (const ChannelState state : kStates) {
    const ChannelState next = after(state, Trigger::LinkLost).value_or(state);
    EXPECT_TRUE(next == Waiting || next == Left);
  }
}

}  // namespace
}  // namespace oread
