// The last steps of a subscription, once the client may subscribe: limits, member, and the answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker {

/// Why a subscription is refused, as `pusher:subscription_error` says it.
struct SubscribeRefusal {
  std::string_view type;  ///< A literal.
  std::string text;
  std::uint16_t status;
};

/// Whether one more subscription to this channel would exceed a limit. Channels that wait for their
/// auth endpoint count, except this one.
std::optional<SubscribeRefusal> refusal_of_limits(const Hub& hub, const Connection& connection,
                                                  const std::string& channel);

/// Tells the client, and the log.
void refuse(Hub& hub, const Connection& connection, const std::string& channel,
            const SubscribeRefusal& refusal);

/// Joins the channel, or refuses if it is a presence channel and the member cannot join it.
/// `channel_data` has been verified.
void join_or_refuse(Hub& hub, Connection& connection, const std::string& channel,
                    const ChannelClass& kind, const std::string& channel_data);

}  // namespace oread::broker
