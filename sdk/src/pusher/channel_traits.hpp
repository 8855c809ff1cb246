// What a channel's name implies in the Pusher protocol, for the dialect and the broker.
#pragma once

#include <string_view>

#include "oread/dialect.hpp"

namespace oread::pusher {

/// Prefix of the channel that carries a signed-in user's own events.
inline constexpr std::string_view kUserChannel = "#server-to-user-";

/// Determined by the longest prefix, which includes its hyphen (Pusher docs, "Channel types"):
/// "privatefoo" and "my-private-x" are public channels.
ChannelTraits traits_of(View channel);

}  // namespace oread::pusher
