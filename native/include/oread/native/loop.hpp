// The event loop: one thread that serves every connection, timer and callback of its clients.
#pragma once

#include <functional>
#include <memory>

#include "oread/native/export.hpp"
#include "oread/time.hpp"

namespace oread::native {

class LoopCore;

/// Either give it a thread of its own with `start()`, or lend it yours with `run()`. Any number of
/// clients share one loop; it must outlive them.
class OREAD_NATIVE_API Loop {
 public:
  /// Throws std::runtime_error when the system has no file descriptor or memory left for it.
  Loop();
  /// Stops, joins the thread that `start()` made, closes what is still open.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Serves on the calling thread until `stop()`.
  void run();
  /// Serves on a thread of its own from now on.
  void start();
  /// Ends `run()`, or the thread of `start()`, once everything posted before has been done and the
  /// links that are being closed have said good-bye (3 s at most). From any thread, also from a
  /// callback.
  void stop();

  /// Has `task` run on the loop's thread. From any thread; in the order of the calls.
  void post(std::function<void()> task);
  /// Like `post`, and waits until it is done. Runs it at once when called on the loop's thread, or
  /// when no thread serves the loop.
  void call(const std::function<void()>& task);
  /// True on the thread that serves the loop.
  [[nodiscard]] bool on_its_thread() const;

  /// Now, on the clock that counts suspend (CLOCK_BOOTTIME).
  [[nodiscard]] Time now() const;

  /// For the other parts of this library.
  [[nodiscard]] LoopCore& core() { return *core_; }

 private:
  struct Threads;
  std::unique_ptr<LoopCore> core_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace oread::native
