// A string hash for internal tables; it does not resist chosen collisions.
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread {

/// FNV-1a, 32 bits. `seed` is the hash of the preceding text.
inline std::uint32_t hash(View text, std::uint32_t seed = 0x811c9dc5U) {
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return seed;
}

}  // namespace oread
