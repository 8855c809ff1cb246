// Watches a file descriptor that is not a connection of ours: the loop's own wake-up, a resolver's
// socket, signals.
#pragma once

#include <functional>

#include "wsi_handler.hpp"

namespace oread::native {

class LoopCore;

/// Calls back on the loop's thread whenever `fd` can be read, or, once asked for, written. Ends
/// when it is destroyed, also from inside the callback. Watches a duplicate: `fd` stays the
/// caller's.
class Watch {
 public:
  enum class Ready { Read, Write };

  /// Throws std::runtime_error when there is no descriptor left.
  Watch(LoopCore& loop, int fd, std::function<void(Ready)> on_ready);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// One call with Ready::Write, as soon as it would not block.
  void ask_writable();

 private:
  class Session;
  Session* session_;
};

}  // namespace oread::native
