// Ctrl-C, SIGTERM and SIGHUP: the first one requests a clean stop, the second one ends the process.
#pragma once

#include <csignal>
#include <functional>
#include <optional>

#include "oread/native/loop.hpp"
#include "watch.hpp"

namespace oread::command {

/// Create it before starting any other thread: it blocks the signals, and threads inherit the mask.
class StopSignal {
 public:
  /// Calls `on_stop` once, on the loop's thread.
  StopSignal(native::Loop& loop, std::function<void()> on_stop);
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

 private:
  void on_signal();
  void let_through() const;

  sigset_t ours_{};  ///< Blocked here, not before.
  int fd_ = -1;
  std::function<void()> on_stop_;
  std::optional<native::Watch> watch_;
};

}  // namespace oread::command
