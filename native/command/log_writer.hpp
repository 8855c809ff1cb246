// Writes lines to a file descriptor without ever waiting for it: whoever reads them may have
// stopped reading, and a disk may be full.
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

/// A thread of its own does the writing. Lines that find no room, or cannot be written, are dropped
/// and counted; the next line that can be written is preceded by one that says how many.
class LogWriter {
 public:
  /// The line that tells of `count` dropped ones.
  using Dropped = std::function<std::string(std::size_t count)>;

  /// `most_bytes` wait at most. Its thread takes no signals.
  LogWriter(int fd, std::size_t most_bytes, Dropped dropped);
  /// Waits a little for what is still to be written; a reader that has stopped is left behind.
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  /// Adds the end of the line. From any thread.
  void line(std::string_view text);

 private:
  /// A line that tells of `count` dropped ones, and where it ends in what waits.
  struct Told {
    std::size_t end;
    std::size_t count;
  };
  /// Shared with the thread, which may outlive this object inside its last write.
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
