// Output of `oread serve`: the ready line with instructions, then the log.
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

  /// `quiet`: only warnings, errors and the ready line.
  ServeOutput(const Terminal& terminal, Form form, bool quiet);

  /// `secret_is_new`: the secret was generated for this run and is shown nowhere else.
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
