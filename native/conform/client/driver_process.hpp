// The program that wraps a client: started once, spoken to in lines of JSON.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "conform/expand.hpp"

namespace oread::conform {

class DriverProcess {
 public:
  DriverProcess() = default;
  ~DriverProcess() { stop(); }
  DriverProcess(const DriverProcess&) = delete;
  DriverProcess& operator=(const DriverProcess&) = delete;

  /// Starts `command` with the shell. Returns false if there is no such thing as a process.
  bool start(const std::string& command);
  /// Ends it and what it has started.
  void stop();
  [[nodiscard]] bool is_running() const { return pid_ > 0; }

  /// Writes a line.
  void tell(const Json& command) const;

  /// For poll(); -1 if it does not run.
  [[nodiscard]] int output() const { return out_; }
  [[nodiscard]] int errors() const { return err_; }
  /// Reads what there is, and calls `line` for each complete line of JSON; others are ignored. If
  /// the process has ended, `is_running` is false afterwards.
  void read(const std::function<void(Json)>& line);

  /// Why it ended: "exit code 1: TypeError: …".
  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  void ended();

  pid_t pid_ = 0;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::string unread_;
  std::string last_errors_;
  std::string why_;
};

}  // namespace oread::conform
