// A rate limit that stores two numbers, whatever the rate is.
#pragma once

#include <algorithm>
#include <cstdint>

#include "oread/time.hpp"

namespace oread {

/// n per second on average, in bursts of at most what `burst` allows at that rate.
class Bucket {
 public:
  explicit Bucket(Millis burst) : burst_(burst) {}

  /// Takes one token. Returns false if the bucket is empty.
  bool take(std::uint32_t per_second, Time now) {
    const std::int64_t gone = std::clamp<std::int64_t>((now - since_).count(), 0, burst_.count());
    used_ = std::max<std::int64_t>(0, used_ - gone * per_second);
    since_ = now;
    if (missing(per_second) > 0) return false;
    used_ += kOne;
    return true;
  }

  /// When there is one to take.
  [[nodiscard]] Time next(std::uint32_t per_second) const {
    const std::int64_t wait = (missing(per_second) + per_second - 1) / per_second;
    return since_ + Millis{std::max<std::int64_t>(0, wait)};
  }

 private:
  /// In thousandths, so that one millisecond adds `per_second` of them.
  static constexpr std::int64_t kOne = 1000;

  /// What must come back before one can be taken; 0 or less: nothing.
  [[nodiscard]] std::int64_t missing(std::uint32_t per_second) const {
    return used_ + kOne - burst_.count() * per_second;
  }

  Millis burst_;
  Time since_{};
  std::int64_t used_ = 0;
};

}  // namespace oread
