// One text of a client: read, bounded, and handed to whoever answers for its event.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker {

void receive(Hub& hub, Connection& connection, const std::string& text);

}  // namespace oread::broker
