// Timers in the order in which they are due. Knows no clock: it is told what time it is.
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
  using Key = std::pair<Time, std::uint64_t>;  ///< When, then in the order of arming.

  Key add(Time at, std::function<void()> run);
  void remove(const Key& key) { timers_.erase(key); }

  /// When the next timer is due.
  [[nodiscard]] std::optional<Time> next() const;

  /// Runs what was due at `now`. A timer armed meanwhile waits for the next call, even if it is due
  /// already, so that a timer that re-arms itself starves nobody.
  void run_due(Time now);

 private:
  std::map<Key, std::function<void()>> timers_;
  std::uint64_t armed_ = 0;
};

}  // namespace oread::native
