// What `oread serve` prints: that it is ready and how to use it, then its log.
#pragma once

#include <cstdint>
#include <string>

#include "log_writer.hpp"
#include "server/log.hpp"
#include "server/server_options.hpp"
#include "terminal.hpp"

namespace oread::command {

class ServeOutput {
 public:
  enum class Form : std::uint8_t { Text, Json };

  /// `quiet`: only what is wrong, and that it is ready.
  ServeOutput(const Terminal& terminal, Form form, bool quiet);

  /// `secret_is_new`: it was made for this run, and stands nowhere else.
  void ready(const server::ServerOptions& options, const std::string& address, bool secret_is_new);
  void log(const server::LogLine& entry);

 private:
  [[nodiscard]] std::string text_of(const server::LogLine& entry) const;

  const Terminal& terminal_;
  Form form_;
  bool quiet_;
  LogWriter writer_;
};

}  // namespace oread::command
