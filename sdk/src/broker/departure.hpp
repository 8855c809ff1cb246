// The end of a connection: what it held is given back, and others are told.
#pragma once

#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker {

/// Closes the connection and forgets it; the reference dies.
void close(Hub& hub, Connection& connection, std::uint16_t code, std::string_view reason);

/// Forgets a connection that is gone by itself; the reference dies.
void forget(Hub& hub, Connection& connection);

}  // namespace oread::broker
