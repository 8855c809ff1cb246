// Parses one message from a client, checks the limits, and passes it to the handler for its event.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker {

void receive(Hub& hub, Connection& connection, const std::string& text);

}  // namespace oread::broker
