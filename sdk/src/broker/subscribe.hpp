// `pusher:subscribe` and `pusher:unsubscribe`, and the authorization of channels.
#pragma once

#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker {

/// `data` is the message's data as JSON text; empty if it has none.
void subscribe(Hub& hub, Connection& connection, std::string_view data);
void unsubscribe(Hub& hub, Connection& connection, std::string_view data);

}  // namespace oread::broker
