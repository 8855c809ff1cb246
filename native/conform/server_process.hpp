// A server under test that the harness has started, so that it can watch and restart it.
#pragma once

#include <sys/types.h>

#include <mutex>
#include <optional>
#include <string>

#include "conform/child_process.hpp"
#include "oread/time.hpp"

namespace oread::conform {

class ServerProcess {
 public:
  /// `command` starts the server; the shell reads it. What it prints is not shown, but its errors
  /// are.
  explicit ServerProcess(std::string command) : command_(std::move(command)) {}
  /// Asks it to end, and ends it if it does not.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// Returns false if there is no such thing as a process.
  bool start();
  [[nodiscard]] bool is_running();
  /// Asks it to end (SIGTERM); `ended_within` then waits.
  void ask_to_end();
  [[nodiscard]] bool ended_within(Millis span);
  /// Ends it now, with all that it has started.
  void stop();

  [[nodiscard]] std::optional<Usage> usage();
  /// How it ended by itself: "exit code 1"; "" if it did not.
  [[nodiscard]] std::string why();

 private:
  bool has_ended();

  std::string command_;
  std::mutex mutex_;  ///< Guards the rest: cases run in several threads.
  pid_t pid_ = 0;
  std::string why_;
};

}  // namespace oread::conform
