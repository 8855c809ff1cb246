// Messages from other nodes. They come from outside: anyone who can publish on Redis can send them,
// so every field is checked.
#pragma once

#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker::cluster {

/// Handles one message. Messages of this node, and texts that are not messages, have no effect.
void receive(Hub& hub, std::string_view text);

/// This node is there again, or is gone for good. Sends what was held as soon as nobody is missing.
void returned(Hub& hub, const std::string& id);

/// Forgets a node, and informs our clients about those that it had. `is_lost`: it has not said that
/// it leaves, so that one of the others sends its webhooks.
void forget_node(Hub& hub, const std::string& id, bool is_lost);

}  // namespace oread::broker::cluster
