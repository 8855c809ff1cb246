// Watches a file descriptor that is not one of our connections: the loop's own wake-up, a
// resolver's socket, signals.
#pragma once

#include <functional>

#include "wsi_handler.hpp"

namespace oread::native {

class LoopCore;

/// Calls back on the loop's thread whenever `fd` is readable or, if requested, writable. Stops on
/// destruction, also from inside the callback. Watches a duplicate; the caller keeps `fd`.
class Watch {
 public:
  enum class Ready { Read, Write };

  /// Throws std::runtime_error if no descriptor is left.
  Watch(LoopCore& loop, int fd, std::function<void(Ready)> on_ready);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// Calls back once with Ready::Write, as soon as a write would not block.
  void ask_writable();

 private:
  class Session;
  Session* session_;
};

}  // namespace oread::native
