// A run of many cases against one server: what applies, in which order, how many at once.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "conform/case_run.hpp"
#include "conform/catalogue.hpp"
#include "conform/server_process.hpp"
#include "conform/testee.hpp"
#include "conform/wire.hpp"
#include "oread/result.hpp"

namespace oread::conform {

struct RunOptions {
  std::vector<std::string> only = {};  ///< Patterns of ids; empty: all.
  std::string profile = "pusher-docs";
  int jobs = 8;            ///< Cases at once.
  int max_wait_s = 300;    ///< Cases that wait longer are skipped.
  std::string token = {};  ///< Makes channel names unique.
};

/// Makes the way to the server for one case; `pace` is the pause before each message.
using WireMaker = std::function<std::unique_ptr<Wire>(Millis pace)>;

struct CaseResult {
  const Case* about = nullptr;
  Outcome outcome;
};

/// Whether the server can do something, and how we know.
struct Ability {
  bool has = false;
  std::string why;
};

/// What the server's processes held before the cases and after them, if the run has started it.
struct Watched {
  Usage before;
  Usage after;
};

struct RunResult {
  std::string testee;
  TestApp app;  ///< Of a server.
  std::string profile;
  std::string token;  ///< What made the names of the channels unique.
  std::int64_t unix_ms = 0;
  Millis took{};
  std::optional<Watched> usage;
  std::map<std::string, Ability> abilities;
  std::vector<CaseResult> results;  ///< In the order of the catalogue.

  [[nodiscard]] std::map<Verdict, int> counts() const;
};

/// Called for each case that has ended, from one thread at a time.
using Progress = std::function<void(const CaseResult& result, std::size_t done, std::size_t all)>;

class Run {
 public:
  Run(const Catalogue& catalogue, Testee testee, WireMaker maker, RunOptions options);

  /// Starts this server for the run, watches it, and restarts it where cases end it. It must
  /// outlive the run.
  void watch(ServerProcess& process) { process_ = &process; }

  /// Error: LinkFailed if the server cannot be reached with these credentials at all.
  Result<RunResult> run(const Progress& progress);

  /// One case alone.
  Outcome run_case(const Case& about, Millis pace = Millis(0));

 private:
  std::optional<Error> launch();
  bool is_back();
  [[nodiscard]] std::optional<Error> unreachable();
  [[nodiscard]] std::optional<Error> wrong_credentials();
  void find_abilities();
  [[nodiscard]] bool is_needed(const std::string& capability) const;
  [[nodiscard]] std::optional<std::string> reason_to_skip(const Case& about) const;
  void run_together(const std::vector<std::size_t>& which, std::size_t at_once);
  bool run_alone(const std::vector<std::size_t>& which);
  void run_restarts(const std::vector<std::size_t>& which);
  void run_hostile(std::size_t index);
  void check_usage(const Usage& before, Outcome& outcome);
  void excuse(const std::vector<std::size_t>& waiting);
  void confirm();
  void finish(std::size_t index, Outcome outcome, bool counts = true);

  const Catalogue& catalogue_;
  Testee testee_;
  WireMaker maker_;
  RunOptions options_;
  ServerProcess* process_ = nullptr;
  std::atomic<int> runs_{0};  ///< Part of each token.
  std::mutex mutex_;          ///< Guards the rest.
  Progress progress_;
  std::size_t done_ = 0;
  RunResult result_;
};

}  // namespace oread::conform
