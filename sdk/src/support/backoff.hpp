// How long to wait before the next attempt: full jitter under a ceiling that grows.
#pragma once

#include <algorithm>

#include "oread/time.hpp"
#include "support/jitter.hpp"

namespace oread {

/// Delay k is random between 0 and min(most, first × factor^k). Full jitter spreads clients best
/// for a given mean
/// ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
class Backoff {
 public:
  Backoff(Millis first, Millis most, std::uint32_t factor_percent)
      : first_(first), most_(most), factor_percent_(factor_percent), ceiling_(first) {}

  Millis next(Jitter& jitter) {
    const Millis delay = jitter.between(Millis{0}, ceiling_);
    ceiling_ = std::min(most_, ceiling_ * factor_percent_ / 100);
    ++attempt_;
    return delay;
  }

  /// Attempts since the last reset.
  [[nodiscard]] std::uint32_t attempt() const { return attempt_; }

  void reset() {
    attempt_ = 0;
    ceiling_ = first_;
  }

 private:
  Millis first_;
  Millis most_;
  std::uint32_t factor_percent_;
  Millis ceiling_;
  std::uint32_t attempt_ = 0;
};

}  // namespace oread
