// oread replay: replays a recorded trace through the engine, step by step, and reports where the
// result differs.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "bounded_read.hpp"
#include "commands.hpp"
#include "replay_run.hpp"

namespace oread::command {
namespace {

struct ReplayOptions {
  std::string file;
  bool json = false;
  bool quiet = false;
};

/// Returns nothing if the file cannot be read.
std::optional<std::string> text_of(const std::string& file) {
  if (file == "-") return read_at_most(std::cin, kTraceMost);
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return read_at_most(in, kTraceMost);
}

std::string deadline_of(const trace::Step& step) {
  if (!step.deadline) return "none";
  return std::to_string(step.deadline->time_since_epoch().count()) + " ms";
}

void show(const trace::Step& step, Terminal& terminal) {
  const std::string at = std::to_string(step.at.time_since_epoch().count()) + " ms";
  terminal.line(terminal.paint(Tone::Dim, at) + "  " + safe(trace::to_text(step.input)));
  for (const std::string& effect : step.effects) terminal.line("    → " + safe(effect));
}

void show_parting(const Replayed& replayed, std::size_t at, Terminal& terminal) {
  const auto side = [&](const char* title, const trace::Step& step) {
    terminal.line(terminal.paint(Tone::Warn, title));
    for (const std::string& effect : step.effects) terminal.line("    → " + safe(effect));
    terminal.line("    deadline: " + deadline_of(step));
  };
  terminal.line(
      terminal.paint(Tone::Bad, "step " + std::to_string(at + 1) + " is the first that differs:"));
  terminal.line("  " + safe(trace::to_text(replayed.now.steps[at].input)));
  side("  recorded", replayed.recorded.steps[at]);
  side("  now", replayed.now.steps[at]);
}

ExitCode report(const Replayed& replayed, const ReplayOptions& options, Terminal& terminal) {
  const std::size_t steps = replayed.now.steps.size();
  const std::size_t shown = replayed.parted.value_or(steps);
  for (std::size_t i = 0; i < shown && !options.quiet; ++i) {
    show(replayed.now.steps[i], terminal);
  }
  if (replayed.parted) {
    show_parting(replayed, *replayed.parted, terminal);
    return kFailed;
  }
  terminal.line(terminal.paint(Tone::Good, "the same") + " in all " + std::to_string(steps) +
                " steps");
  return kOk;
}

ExitCode replay(const ReplayOptions& options, Terminal& terminal) {
  const std::string name = options.file == "-" ? "standard input" : safe(options.file);
  const std::optional<std::string> text = text_of(options.file);
  if (!text) {
    terminal.complain("cannot read " + name + ": pass a file written by echo.trace.dump()");
    return kUsage;
  }
  const Replayed replayed = run_again(*text);
  if (!replayed.refusal.empty()) {
    terminal.complain(name + " is not a trace: " + safe(replayed.refusal) +
                      "; pass the unmodified output of echo.trace.dump()");
    return kUsage;
  }
  if (replayed.dropped != 0) {
    if (!options.json) {
      for (const trace::Step& step : replayed.recorded.steps) show(step, terminal);
    }
    terminal.complain(
        "the first " + std::to_string(replayed.dropped) +
        " steps are missing from this trace, so it cannot be replayed; dump it sooner "
        "after the page loads");
    return kFailed;
  }
  if (!options.json) return report(replayed, options, terminal);
  terminal.line(replay_json(replayed));
  return replayed.parted ? kFailed : kOk;
}

}  // namespace

void add_replay(CLI::App& app, Run& run) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* sub = app.add_subcommand("replay", "Replay a recorded trace through the engine");
  sub->add_option("file", options->file, "The output of echo.trace.dump(); - reads standard input")
      ->required();
  sub->add_flag("-q,--quiet", options->quiet, "Print only the result, not every step")
      ->disable_flag_override();
  sub->add_flag("--json", options->json, "Print the result as one JSON object")
      ->disable_flag_override();
  sub->footer(
      "Examples:\n"
      "  oread replay trace.json\n"
      "  jq .report.trace bug.json | oread replay - --quiet\n"
      "\n"
      "Exit codes: 0 every step was the same, 1 a step differed or the first steps are missing,\n"
      "2 not a trace.");
  sub->callback(
      [options, &run] { run.chosen = [options, &run] { return replay(*options, run.terminal); }; });
}

}  // namespace oread::command
