// Arithmetic on optional moments: "the earlier one, if there is any".
#pragma once

#include <optional>

#include "oread/time.hpp"

namespace oread {

using Deadline = std::optional<Time>;

inline Deadline earlier(Deadline a, Deadline b) {
  if (!a) return b;
  if (!b) return a;
  return *a < *b ? a : b;
}

inline bool is_due(const Deadline& deadline, Time now) {
  return deadline && *deadline <= now;
}

}  // namespace oread
