// Writes lines to a file descriptor without ever blocking the caller: the reader may have stopped,
// or the disk may be full.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace oread::command {

/// A separate thread does the writing. Lines that do not fit, or cannot be written, are dropped and
/// counted; the next line that can be written is preceded by one that reports the number.
class LogWriter {
 public:
  /// Formats the line that reports `count` dropped lines.
  using Dropped = std::function<std::string(std::size_t count)>;

  /// Buffers at most `most_bytes`. The thread handles no signals.
  LogWriter(int fd, std::size_t most_bytes, Dropped dropped);
  /// Waits briefly for the remaining lines to be written, but not for a reader that has stopped.
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  /// Appends the line break. Callable from any thread.
  void line(std::string_view text);

 private:
  /// A line that reports `count` dropped lines, and where it ends in the buffer.
  struct Told {
    std::size_t end;
    std::size_t count;
  };
  /// Shared with the thread, which may outlive this object during its last write.
  struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::string waiting;      // guarded by mutex
    std::vector<Told> told;   // guarded by mutex
    std::size_t dropped = 0;  // guarded by mutex
    bool writing = false;     // guarded by mutex
    bool ending = false;      // guarded by mutex
    Dropped dropped_line;
    int fd = -1;
  };

  static void tell_dropped(Shared& shared);
  static void run(const std::shared_ptr<Shared>& shared);

  std::size_t most_bytes_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace oread::command
