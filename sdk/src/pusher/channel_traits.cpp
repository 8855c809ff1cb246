#include "pusher/channel_traits.hpp"

#include "support/cut.hpp"

namespace oread::pusher {

ChannelTraits traits_of(View channel) {
  ChannelTraits traits;
  // Names that begin with '#' are reserved: apps cannot subscribe to them.
  traits.of_user = channel.substr(0, 1) == "#";
  if (cut(channel, "private-")) {
    traits.needs_auth = true;
    traits.encrypted = cut(channel, "encrypted-");
  } else if (cut(channel, "presence-")) {
    traits.needs_auth = true;
    traits.presence = true;
  }
  traits.replays = cut(channel, "cache-");
  return traits;
}

}  // namespace oread::pusher
