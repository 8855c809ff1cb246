// The sub-commands of `oread`. Each has its own file and adds itself to the command line. To add
// one, declare a function here, write its file, and add a line to main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "terminal.hpp"

namespace oread::command {

/// Exit codes, the same for every sub-command.
enum ExitCode : int {
  kOk = 0,      ///< Success, or stopped by Ctrl-C.
  kFailed = 1,  ///< Failure; the reason is on standard error.
  kUsage = 2,   ///< Usage error; nothing was done.
};

/// The defaults of `oread serve`, which the other commands use as well, so that they work together.
/// The id is a number, because some server SDKs accept nothing else in an address. The secret is
/// random at each start: with a well-known one, any web page could read and publish.
inline constexpr const char* kDefaultAppId = "1";
inline constexpr const char* kDefaultKey = "oread-key";
inline constexpr std::uint16_t kDefaultPort = 6001;

/// One run of the command: where it prints, and what the command line selected.
struct Run {
  Terminal terminal;
  /// Set by the selected sub-command's callback; main() calls it after the whole command line is
  /// parsed.
  std::function<ExitCode()> chosen;
};

void add_serve(CLI::App& app, Run& run);    ///< serve.cpp: the dev server.
void add_listen(CLI::App& app, Run& run);   ///< listen.cpp: prints what happens on channels.
void add_publish(CLI::App& app, Run& run);  ///< publish.cpp: sends an event through the HTTP API.
void add_doctor(CLI::App& app, Run& run);   ///< doctor.cpp: finds out why no events arrive.
void add_conform(CLI::App& app, Run& run);  ///< conform.cpp: grades a server.
void add_replay(CLI::App& app, Run& run);   ///< replay.cpp: replays a trace through the engine.
void add_help(CLI::App& app, Run& run);     ///< help.cpp: help, and the manual pages.
void add_completion(CLI::App& app, Run& run);  ///< help.cpp: scripts for shells.

/// What those scripts call (`oread complete WORD...`): one candidate a line, a tab, its
/// description.
ExitCode complete(const CLI::App& app, const std::vector<std::string>& words, Terminal& terminal);

}  // namespace oread::command
