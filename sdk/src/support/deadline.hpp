// Deadlines: times at which something is due, or never.
#pragma once

#include <algorithm>

#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// Later than any time that occurs. A plain number and not an optional, because deadlines are
/// compared everywhere.
inline constexpr Time kNever = Time::max();

OREAD_OUT_OF_LINE inline Time earlier(Time a, Time b) {
  return std::min(a, b);
}

}  // namespace oread
