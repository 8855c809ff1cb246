// Human-readable errors, with advice.
#pragma once

#include <string>

#include "oread/error.hpp"

namespace oread::command {

/// What went wrong and what to do, safe to print.
std::string sentence(const Error& error);

}  // namespace oread::command
