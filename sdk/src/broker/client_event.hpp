// Client events (whispers): messages that clients may send to the others on a channel.
#pragma once

#include <string>

#include "broker/hub.hpp"

namespace oread::broker {

struct ClientEvent {
  std::string event;
  std::string channel;
  std::string data;  ///< Unmodified JSON text; empty if there was none.
};

/// Relays the event to everyone else on the channel, rebuilt from these three fields and the
/// sender's verified user id; nothing else from the client is passed on.
void relay_client_event(Hub& hub, Connection& connection, const ClientEvent& event);

}  // namespace oread::broker
