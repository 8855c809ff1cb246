// Timers in the order of their deadlines. It has no clock: the caller passes the time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "oread/time.hpp"

namespace oread::native {

class TimerQueue {
 public:
  using Key = std::pair<Time, std::uint64_t>;  ///< The deadline, then the order of arming.

  Key add(Time at, std::function<void()> run);
  void remove(const Key& key) { timers_.erase(key); }

  /// The earliest deadline.
  [[nodiscard]] std::optional<Time> next() const;

  /// Runs the timers that are due at `now`. A timer armed by one of them waits for the next call,
  /// even if it is already due, so that a timer that re-arms itself does not block the others.
  void run_due(Time now);

 private:
  std::map<Key, std::function<void()>> timers_;
  std::uint64_t armed_ = 0;
};

}  // namespace oread::native
