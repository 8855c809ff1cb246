// The sub-commands of `oread`. Each one lives in a file of its own and adds itself to the command
// line; adding one more is a function here, a file, and a line in main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>

#include "terminal.hpp"

namespace oread::command {

/// Exit codes, the same for every sub-command.
enum ExitCode : int {
  kOk = 0,      ///< It did what it was asked to, or was stopped by Ctrl-C.
  kFailed = 1,  ///< It could not; the reason is on standard error.
  kUsage = 2,   ///< The command line makes no sense; nothing was done.
};

/// What `oread serve` starts with, and therefore what the others look for, so that they work
/// together. The id is a number, since some server SDKs read nothing else out of an address. The
/// secret is a new one each time: with a well-known one, any web page could read and publish.
inline constexpr const char* kDefaultAppId = "1";
inline constexpr const char* kDefaultKey = "oread-key";
inline constexpr std::uint16_t kDefaultPort = 6001;

/// One run of the command: where it prints, and what the command line chose.
struct Run {
  Terminal terminal;
  /// Set by the chosen sub-command's callback; main() calls it once the whole line has been read.
  std::function<ExitCode()> chosen;
};

void add_serve(CLI::App& app, Run& run);    ///< serve.cpp: the dev server.
void add_listen(CLI::App& app, Run& run);   ///< listen.cpp: prints what happens on channels.
void add_publish(CLI::App& app, Run& run);  ///< publish.cpp: sends an event through the HTTP API.
void add_doctor(CLI::App& app, Run& run);   ///< doctor.cpp: says why nothing arrives.
void add_replay(CLI::App& app, Run& run);   ///< replay.cpp: runs a trace through the engine again.

}  // namespace oread::command
