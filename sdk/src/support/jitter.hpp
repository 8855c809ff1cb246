// Random numbers from a seed. Not the standard distributions: they differ between libraries, and
// transcripts must be the same everywhere.
#pragma once

#include <cstdint>

#include "oread/time.hpp"

namespace oread {

class Jitter {
 public:
  explicit Jitter(std::uint32_t seed) : state_(seed) {}

  /// Uniform between `least` and `most`, both included.
  Span between(Span least, Span most) {
    if (most <= least) return least;
    const auto span = static_cast<std::uint64_t>((most - least).count()) + 1;
    return least + Span{static_cast<std::int32_t>((next() * span) >> 32U)};
  }

 private:
  // splitmix32 passes the usual tests, and consecutive seeds give unrelated sequences.
  std::uint64_t next() {
    state_ += 0x9e3779b9U;
    std::uint32_t z = state_;
    z = (z ^ (z >> 16U)) * 0x21f0aaadU;
    z = (z ^ (z >> 15U)) * 0x735a2d97U;
    return z ^ (z >> 15U);
  }

  std::uint32_t state_;
};

}  // namespace oread
