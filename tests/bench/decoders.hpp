// One small task for three JSON parsers: extract event, channel and payload of a Pusher frame, with
// the payload unescaped.
#pragma once

#include <vector>

#include "race.hpp"

namespace oread::bench {

/// Ours first, then nlohmann/json and simdjson's on-demand parser. Frames need `kPadding` bytes of
/// spare capacity, because simdjson reads past the end.
std::vector<Runner> decoders();

inline constexpr std::size_t kPadding = 64;

}  // namespace oread::bench
