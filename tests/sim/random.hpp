// All randomness of a simulated world comes from one seed, so that a seed determines the whole run.
#pragma once

#include <cstdint>
#include <vector>

#include "oread/time.hpp"

namespace oread::sim {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 0xD1B54A32D192ED03U) {}

  std::uint64_t bits() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// 0 … n-1; n must not be 0.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(bits() % n); }

  bool chance(std::uint32_t percent) { return below(100) < percent; }

  /// least … most, both inclusive.
  Millis between(Millis least, Millis most) {
    const auto span = static_cast<std::uint64_t>((most - least).count()) + 1;
    return least + Millis(static_cast<std::int64_t>(bits() % span));
  }

  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(static_cast<std::uint32_t>(list.size()))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace oread::sim
