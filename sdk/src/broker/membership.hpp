// Joining and leaving channels, once it is decided that one may: rosters, counts and webhooks
// follow.
#pragma once

#include <optional>
#include <string>

#include "broker/hub.hpp"

namespace oread::broker {

/// Adds the connection to the channel, which it is not on yet, and tells everybody concerned.
/// `member` on presence channels only.
void join(Hub& hub, Connection& connection, const std::string& name, const ChannelClass& kind,
          const std::optional<Member>& member);

/// Takes the connection from a channel that it is on.
void leave(Hub& hub, Connection& connection, const std::string& name);

/// Sends the subscription counts that were put off and are due now.
void run_counts(Hub& hub);

}  // namespace oread::broker
