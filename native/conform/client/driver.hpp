// What tells a client under test what to do, and says what it did: a program, or code in this
// process. docs/drivers.md describes commands and reports.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "conform/child_process.hpp"
#include "conform/expand.hpp"

namespace oread::conform {

class Driver {
 public:
  Driver() = default;
  virtual ~Driver() = default;
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  /// Starts it, or starts it again. Returns false if that is not possible.
  virtual bool start() = 0;
  virtual void stop() = 0;
  [[nodiscard]] virtual bool is_running() const = 0;
  /// What it is called in complaints.
  [[nodiscard]] virtual const std::string& title() const = 0;

  virtual void tell(const Json& command) = 0;

  /// Returns file descriptors for poll(), readable when `read` has work to do. -1 means unused.
  [[nodiscard]] virtual int output() const = 0;
  [[nodiscard]] virtual int errors() const { return -1; }
  /// Calls `line` for each report. If the driver has ended, `is_running` is false afterwards.
  virtual void read(const std::function<void(Json)>& line) = 0;

  /// Why it ended: "exit code 1: TypeError: …".
  [[nodiscard]] virtual const std::string& why() const = 0;
  /// What its process holds, if it has one of its own.
  [[nodiscard]] virtual std::optional<Usage> usage() const { return std::nullopt; }
};

}  // namespace oread::conform
