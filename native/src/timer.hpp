// One timer of the loop. It never fires after it is disarmed or destroyed.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "loop_core.hpp"

namespace oread::native {

class Timer {
 public:
  explicit Timer(LoopCore& loop) : loop_(loop) {}
  ~Timer() { disarm(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Calls `run` once, at `at` or as soon as possible after it. Replaces the previous time.
  void arm(Time at, std::function<void()> run) {
    disarm();
    key_ = loop_.add_timer(at, [this, run = std::move(run)] {
      key_.reset();
      run();
    });
  }

  void disarm() {
    if (key_) loop_.remove_timer(*key_);
    key_.reset();
  }

 private:
  LoopCore& loop_;
  std::optional<TimerQueue::Key> key_;
};

}  // namespace oread::native
