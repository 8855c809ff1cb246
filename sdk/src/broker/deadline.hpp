// Moments at which something is due, if ever. An optional, unlike the engine's plain number: here
// deadlines are compared once per input, and "never" should not be mistaken for a time.
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
