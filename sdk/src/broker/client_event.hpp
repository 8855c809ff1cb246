// Client events (whispers): what a client may tell the others on a channel.
#pragma once

#include <string>

#include "broker/hub.hpp"

namespace oread::broker {

struct ClientEvent {
  std::string event;
  std::string channel;
  std::string data;  ///< JSON text as it came; empty when there was none.
};

/// Relays the event to everybody else on the channel, rebuilt from these three fields and the
/// sender's verified user id; nothing else that the client wrote goes on.
void relay_client_event(Hub& hub, Connection& connection, const ClientEvent& event);

}  // namespace oread::broker
