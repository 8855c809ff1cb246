// Human-readable errors, with advice, and names of states.
#pragma once

#include <string>

#include "oread/error.hpp"
#include "oread/event.hpp"

namespace oread::command {

/// What went wrong and what to do, safe to print.
std::string sentence(const Error& error);

std::string_view word(ConnectionStatus status);
std::string_view word(ChannelState state);

}  // namespace oread::command
