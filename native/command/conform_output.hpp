// What `oread conform` prints in a terminal.
#pragma once

#include "conform/reports.hpp"
#include "terminal.hpp"

namespace oread::command {

/// The colour of a verdict.
Tone tone_of(conform::Verdict verdict);

/// One line that is rewritten while the cases run; nothing if standard error is not a terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const conform::CaseResult& result, std::size_t done, std::size_t all);

 private:
  bool shown_;
  Time begun_;
};

/// The table of groups, the cases that need attention with their reasons, and the summary.
void print_result(const conform::RunResult& run, const conform::Catalogue& catalogue, bool all,
                  Terminal& terminal);

/// --list.
void print_list(const conform::Catalogue& catalogue, const std::vector<std::string>& only,
                bool about_client, Terminal& terminal);

/// --explain: the rule, its source, what a right server does, and an example on the wire, which is
/// a run against our own broker.
void print_explanation(const conform::Catalogue& catalogue, const conform::Case& about,
                       Terminal& terminal);

}  // namespace oread::command
