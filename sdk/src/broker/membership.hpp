// Joins and leaves channels after authorization: updates rosters, counts and webhooks.
#pragma once

#include <optional>
#include <string>

#include "broker/hub.hpp"

namespace oread::broker {

/// Adds the connection to the channel, which it has not joined yet, and informs everyone concerned.
/// `member` is for presence channels only.
void join(Hub& hub, Connection& connection, const std::string& name, const ChannelClass& kind,
          const std::optional<Member>& member);

/// Removes the connection from a channel that it has joined.
void leave(Hub& hub, Connection& connection, const std::string& name);

/// The number of subscribers of our channel has changed on another node.
void subscribers_changed_elsewhere(Hub& hub, AppState& app, const std::string& name,
                                   Channel& channel);

/// Sends the delayed subscription counts that are due now.
void run_counts(Hub& hub);

}  // namespace oread::broker
