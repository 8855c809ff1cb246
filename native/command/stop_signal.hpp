// Ctrl-C, SIGTERM and SIGHUP: the first one asks to stop cleanly, the second one ends the process.
#pragma once

#include <csignal>
#include <functional>
#include <optional>

#include "oread/native/loop.hpp"
#include "watch.hpp"

namespace oread::command {

/// Make one before any other thread is started: the signals are blocked from here on, and threads
/// inherit that.
class StopSignal {
 public:
  /// `on_stop` is called on the loop's thread, once.
  StopSignal(native::Loop& loop, std::function<void()> on_stop);
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

 private:
  void on_signal();
  void let_through() const;

  sigset_t ours_{};  ///< Blocked here and not before.
  int fd_ = -1;
  std::function<void()> on_stop_;
  std::optional<native::Watch> watch_;
};

}  // namespace oread::command
