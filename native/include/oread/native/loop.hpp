// The event loop: one thread that runs all connections, timers and callbacks of its clients.
#pragma once

#include <functional>
#include <memory>

#include "oread/native/export.hpp"
#include "oread/time.hpp"

namespace oread::native {

class LoopCore;

/// Run it on its own thread with `start()`, or on yours with `run()`. Any number of clients can
/// share one loop; it must outlive them.
class OREAD_NATIVE_API Loop {
 public:
  /// Throws std::runtime_error if the system has no file descriptor or memory left for it.
  Loop();
  /// Stops, joins the thread started by `start()`, and closes what is still open.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs on the calling thread until `stop()`.
  void run();
  /// Runs on its own thread from now on.
  void start();
  /// Ends `run()`, or the thread of `start()`, after everything posted before has run and links
  /// that are closing have finished (3 s at most). Callable from any thread, also from a callback.
  void stop();

  /// Runs `task` on the loop's thread. Callable from any thread; tasks run in the order of the
  /// calls.
  void post(std::function<void()> task);
  /// Like `post`, but waits until the task has run. Runs it directly if called on the loop's
  /// thread, or if no thread runs the loop.
  void call(const std::function<void()>& task);
  /// True on the thread that runs the loop.
  [[nodiscard]] bool on_its_thread() const;

  /// The current time on the clock that includes suspend (CLOCK_BOOTTIME).
  [[nodiscard]] Time now() const;

  /// For internal use by this library.
  [[nodiscard]] LoopCore& core() { return *core_; }

 private:
  struct Threads;
  std::unique_ptr<LoopCore> core_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace oread::native
