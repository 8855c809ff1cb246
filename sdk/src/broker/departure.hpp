// The end of a connection: releases what it held, and informs others.
#pragma once

#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker {

/// Closes the connection and removes it; the reference becomes invalid.
void close(Hub& hub, Connection& connection, std::uint16_t code, std::string_view reason);

/// Removes a connection that has closed; the reference becomes invalid.
void forget(Hub& hub, Connection& connection);

}  // namespace oread::broker
