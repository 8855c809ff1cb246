// The same small task for three JSON readers: event, channel and payload of a Pusher frame, the
// payload unescaped.
#pragma once

#include <vector>

#include "race.hpp"

namespace oread::bench {

/// Ours first, then nlohmann/json and simdjson's on-demand reader. Frames need `kPadding` bytes of
/// spare capacity, which simdjson reads beyond the end.
std::vector<Runner> decoders();

inline constexpr std::size_t kPadding = 64;

}  // namespace oread::bench
