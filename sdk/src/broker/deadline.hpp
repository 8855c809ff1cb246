// Optional deadlines. Unlike the engine's plain numbers, these are std::optional: here they are
// compared only once per input, and "never" cannot be mistaken for a time.
#pragma once

#include <optional>

#include "oread/time.hpp"

namespace oread::broker {

using Deadline = std::optional<Time>;

inline Deadline earlier(Deadline a, Deadline b) {
  if (!a) return b;
  if (!b) return a;
  return *a < *b ? a : b;
}

inline bool is_due(const Deadline& deadline, Time now) {
  return deadline && *deadline <= now;
}

}  // namespace oread::broker
