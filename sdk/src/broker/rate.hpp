// Two rate limits. Client events need the exact one, because clients pace themselves by it; for
// messages, where the limit is large, storing a time for each would cost too much memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>

#include "oread/time.hpp"

namespace oread::broker {

/// At most n in any one-second window, exactly: stores the times of the last n.
class PerSecond {
 public:
  bool take(std::uint32_t most, Time now) {
    while (!taken_.empty() && now - taken_.front() >= std::chrono::seconds(1)) taken_.pop_front();
    if (taken_.size() >= most) return false;
    taken_.push_back(now);
    return true;
  }

 private:
  std::deque<Time> taken_;
};

/// n per second on average, in bursts of up to ten seconds' worth: stores two numbers, whatever n
/// is.
class Bucket {
 public:
  bool take(std::uint32_t per_second, Time now) {
    // In thousandths of a token, so that one millisecond adds `per_second` of them.
    const std::int64_t full = std::int64_t{10'000} * per_second;
    const std::int64_t gone = std::clamp<std::int64_t>((now - since_).count(), 0, 10'000);
    used_ = std::max<std::int64_t>(0, used_ - gone * per_second);
    since_ = now;
    if (used_ + 1000 > full) return false;
    used_ += 1000;
    return true;
  }

 private:
  Time since_{};
  std::int64_t used_ = 0;
};

}  // namespace oread::broker
