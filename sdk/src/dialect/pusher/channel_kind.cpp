#include "dialect/pusher/channel_kind.hpp"

namespace oread::pusher {

ChannelTraits traits_of(View channel) {
  const auto cut = [&channel](View prefix) {
    if (channel.substr(0, prefix.size()) != prefix) return false;
    channel.remove_prefix(prefix.size());
    return true;
  };
  ChannelTraits traits;
  // '#' is reserved: no app can ask for such a channel, whatever follows.
  traits.of_user = channel.substr(0, 1) == "#";
  if (cut("private-")) {
    traits.needs_auth = true;
    traits.encrypted = cut("encrypted-");
  } else if (cut("presence-")) {
    traits.needs_auth = true;
    traits.presence = true;
  }
  traits.replays = cut("cache-");
  return traits;
}

}  // namespace oread::pusher
