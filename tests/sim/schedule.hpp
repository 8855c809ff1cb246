// Virtual time: scheduled actions, in the order in which they happen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "oread/time.hpp"

namespace oread::sim {

class Schedule {
 public:
  [[nodiscard]] Time now() const { return now_; }

  /// At the same moment, actions run in the order in which they were scheduled.
  void at(Time when, std::function<void()> happens) {
    happenings_.emplace(std::pair(when < now_ ? now_ : when, next_++), std::move(happens));
  }

  void in(Millis span, std::function<void()> happens) { at(now_ + span, std::move(happens)); }

  /// Runs everything up to `end`; stops early when `enough()` returns true.
  void run_until(Time end, const std::function<bool()>& enough) {
    while (!happenings_.empty() && happenings_.begin()->first.first <= end && !enough()) {
      auto first = happenings_.extract(happenings_.begin());
      now_ = first.key().first;
      first.mapped()();
    }
    if (now_ < end) now_ = end;
  }

 private:
  Time now_{Millis(1'000'000)};  // An origin without special meaning.
  std::uint64_t next_ = 0;
  std::map<std::pair<Time, std::uint64_t>, std::function<void()>> happenings_;
};

}  // namespace oread::sim
