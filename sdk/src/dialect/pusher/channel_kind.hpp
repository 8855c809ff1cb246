// What a channel's name means in the Pusher protocol.
#pragma once

#include <string_view>

#include "oread/dialect.hpp"

namespace oread::pusher {

/// Prefix of the channel that carries a signed-in user's own events.
inline constexpr std::string_view kUserChannel = "#server-to-user-";

/// The longest prefix decides, anchored at the start, hyphen included (Pusher docs, "Channel
/// types").
ChannelTraits traits_of(View channel);

}  // namespace oread::pusher
