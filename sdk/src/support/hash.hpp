// A hash of texts for tables of our own; no defence against chosen collisions.
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread {

/// FNV-1a, 64 bits. `seed` is the hash of what goes before.
inline std::uint64_t hash(View text, std::uint64_t seed = 0xcbf29ce484222325U) {
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return seed;
}

}  // namespace oread
