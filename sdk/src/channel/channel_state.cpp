#include "channel/channel_state.hpp"

namespace oread {

namespace {

using enum ChannelState;

constexpr unsigned bit(ChannelState state) {
  return 1U << static_cast<unsigned>(state);
}
constexpr unsigned kHeld = bit(Waiting) | bit(Preparing) | bit(Authorizing) | bit(Subscribing) |
                           bit(Subscribed) | bit(Failed);

struct Row {
  Trigger trigger;
  unsigned from;
  ChannelState to;
};

constexpr Row kTable[] = {
    {Trigger::LinkLost, kHeld & ~bit(Waiting), Waiting},
    {Trigger::Load, bit(Waiting) | bit(Failed), Preparing},
    {Trigger::AskEndpoint, bit(Waiting) | bit(Preparing) | bit(Failed), Authorizing},
    {Trigger::AskServer, bit(Waiting) | bit(Preparing) | bit(Authorizing) | bit(Failed),
     Subscribing},
    // Failed: the answer came after we stopped waiting for it. Authorizing: that, and we had asked
    // again. Subscribed: some servers acknowledge twice.
    {Trigger::Acked, bit(Authorizing) | bit(Subscribing) | bit(Failed) | bit(Subscribed),
     Subscribed},
    {Trigger::Refused, bit(Preparing) | bit(Authorizing) | bit(Subscribing) | bit(Subscribed),
     Failed},
    {Trigger::Leave, kHeld, Left},
};

}  // namespace

std::optional<ChannelState> after(ChannelState state, Trigger trigger) {
  for (const Row& row : kTable) {
    if (row.trigger == trigger && (row.from & bit(state)) != 0) return row.to;
  }
  return std::nullopt;
}

}  // namespace oread
