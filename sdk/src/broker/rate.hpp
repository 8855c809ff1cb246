// The rate limit of client events. It is exact, because clients pace themselves by it; for
// messages, where the limit is large, storing a time for each would cost too much memory
// (support/bucket.hpp).
#pragma once

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

}  // namespace oread::broker
