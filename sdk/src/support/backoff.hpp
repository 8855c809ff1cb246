// The delay before the next attempt: random, below a ceiling that grows.
#pragma once

#include <algorithm>

#include "oread/time.hpp"
#include "support/jitter.hpp"

namespace oread {

/// Delay k is random between 0 and min(max, initial × growth^k). Full jitter spreads clients best
/// for a given mean ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
class Backoff {
 public:
  Backoff(Span initial, Span max, std::uint32_t growth_percent)
      : initial_(initial), max_(max), growth_percent_(growth_percent), ceiling_(initial) {}

  Span next(Jitter& jitter) {
    const Span delay = jitter.between(Span{0}, ceiling_);
    const std::int64_t grown = std::int64_t{ceiling_.count()} * growth_percent_ / 100;
    ceiling_ = Span{static_cast<std::int32_t>(std::min<std::int64_t>(max_.count(), grown))};
    ++attempt_;
    return delay;
  }

  /// Attempts since the last reset.
  [[nodiscard]] std::uint32_t attempt() const { return attempt_; }

  void reset() {
    attempt_ = 0;
    ceiling_ = initial_;
  }

 private:
  Span initial_;
  Span max_;
  std::uint32_t growth_percent_;
  Span ceiling_;
  std::uint32_t attempt_ = 0;
};

}  // namespace oread
