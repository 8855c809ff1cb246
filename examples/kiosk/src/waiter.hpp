// What the main thread waits for: signals, and a nudge of the thread that has new events.
#pragma once

#include <csignal>

namespace kiosk {

class Waiter {
 public:
  /// Create it before any other thread: it blocks the signals, and threads inherit that. Throws
  /// std::runtime_error if no file descriptor is left.
  Waiter();
  ~Waiter();
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  /// What has happened since the last call.
  struct Happened {
    bool stop = false;     ///< SIGINT, SIGTERM or SIGHUP.
    bool resized = false;  ///< SIGWINCH.
  };
  /// Returns after this time at the latest.
  Happened wait(int milliseconds);
  /// Ends `wait`. Callable from any thread.
  void nudge() const;

 private:
  sigset_t before_{};
  int signals_ = -1;
  int nudges_ = -1;
};

}  // namespace kiosk
