// The program that wraps a client: started once, spoken to in lines of JSON.
#pragma once

#include <sys/types.h>

#include <string>

#include "conform/client/driver.hpp"

namespace oread::conform {

class DriverProcess final : public Driver {
 public:
  /// `command` is for the shell.
  explicit DriverProcess(std::string command) : command_(std::move(command)) {}
  ~DriverProcess() override { end(); }
  DriverProcess(const DriverProcess&) = delete;
  DriverProcess& operator=(const DriverProcess&) = delete;

  bool start() override;
  /// Ends it and what it has started.
  void stop() override { end(); }
  [[nodiscard]] bool is_running() const override { return pid_ > 0; }
  [[nodiscard]] const std::string& title() const override { return command_; }

  /// Writes a line.
  void tell(const Json& command) override;

  [[nodiscard]] int output() const override { return out_; }
  [[nodiscard]] int errors() const override { return err_; }
  /// Lines that are not JSON are ignored.
  void read(const std::function<void(Json)>& line) override;

  [[nodiscard]] const std::string& why() const override { return why_; }
  [[nodiscard]] std::optional<Usage> usage() const override {
    return is_running() ? usage_of_group(pid_) : std::nullopt;
  }

 private:
  void end();
  void ended();

  std::string command_;
  pid_t pid_ = 0;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::string unread_;
  std::string last_errors_;
  std::string why_;
};

}  // namespace oread::conform
