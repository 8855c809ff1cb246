// What the sub-commands of `oread conform` share: options of a run and of its reports.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "conform/run.hpp"
#include "oread/result.hpp"

namespace oread::command {

/// Exit codes of these sub-commands beside those of all.
inline constexpr auto kHarnessError = static_cast<ExitCode>(2);
inline constexpr auto kNothingRan = static_cast<ExitCode>(3);

struct ConformLine {
  std::string name;
  conform::RunOptions run;
  std::uint32_t seed = 0;  ///< 0: a random one.
  std::string explain;
  std::string baseline;
  std::string write_baseline;
  std::string html;
  std::string junit;
  std::string markdown;
  std::string badge;
  std::string transcripts;  ///< A folder.
  std::vector<std::string> beside;
  bool list = false;
  bool json = false;
  bool strict = false;
  bool verbose = false;
};

/// Ends the sub-command: a sentence, and the exit code.
struct Failure {
  std::string text;
  ExitCode code = kUsage;
};

void add_run_options(CLI::App& sub, ConformLine& line);
void add_report_options(CLI::App& sub, ConformLine& line);

/// Runs the cases, with a line of progress.
using Grade = std::function<Result<conform::RunResult>(const conform::Catalogue& catalogue,
                                                       const conform::Progress& progress)>;

/// --list, --explain, or a run with its reports. `about_client` says which cases there are.
ExitCode conform(Terminal& terminal, const ConformLine& line, bool about_client,
                 const Grade& grade);

/// The options of the run, with a token from the seed.
conform::RunOptions run_options(const ConformLine& line);

/// oread conform client.
void add_conform_client(CLI::App& group, Run& run);

}  // namespace oread::command
