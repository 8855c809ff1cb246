// oread replay: runs a recorded trace through the engine again, step by step, and tells where it
// does something else.
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "commands.hpp"
#include "oread/trace.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::ordered_json;

struct ReplayOptions {
  std::string file;
  bool json = false;
  bool quiet = false;
};

/// Where two runs part.
struct Difference {
  std::size_t step = 0;
  const trace::Step* recorded = nullptr;
  const trace::Step* now = nullptr;
};

std::optional<std::string> text_of(const std::string& file) {
  const auto all = [](std::istream& in) {
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  if (file == "-") return all(std::cin);
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return all(in);
}

/// How many steps at the beginning the recorder had to throw away.
std::size_t dropped_from(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return 0;
  const auto found = json.find("dropped");
  return found != json.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

/// The order of fields and the spelling of characters mean nothing.
bool same(const trace::Step& one, const trace::Step& other) {
  if (one.deadline != other.deadline || one.effects.size() != other.effects.size()) return false;
  for (std::size_t i = 0; i < one.effects.size(); ++i) {
    if (one.effects[i] == other.effects[i]) continue;
    const auto a = nlohmann::json::parse(one.effects[i], nullptr, false);
    if (a.is_discarded() || a != nlohmann::json::parse(other.effects[i], nullptr, false)) {
      return false;
    }
  }
  return true;
}

std::optional<Difference> compare(const trace::Transcript& recorded, const trace::Transcript& now) {
  for (std::size_t i = 0; i < recorded.steps.size(); ++i) {
    if (!same(recorded.steps[i], now.steps[i])) {
      return Difference{i + 1, &recorded.steps[i], &now.steps[i]};
    }
  }
  return std::nullopt;
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

void show(const Difference& difference, Terminal& terminal) {
  const auto side = [&](const char* title, const trace::Step& step) {
    terminal.line(terminal.paint(Tone::Warn, title));
    for (const std::string& effect : step.effects) terminal.line("    → " + safe(effect));
    terminal.line("    deadline: " + deadline_of(step));
  };
  terminal.line(terminal.paint(
      Tone::Bad, "step " + std::to_string(difference.step) + " is where the two runs part:"));
  terminal.line("  " + safe(trace::to_text(difference.now->input)));
  side("  recorded", *difference.recorded);
  side("  now", *difference.now);
}

Json side_of(const trace::Step& step) {
  Json effects = Json::array();
  for (const std::string& effect : step.effects) {
    effects.push_back(Json::parse(effect, nullptr, false));
  }
  Json out{{"effects", effects}, {"deadline", nullptr}};
  if (step.deadline) out["deadline"] = step.deadline->time_since_epoch().count();
  return out;
}

void print_json(std::size_t steps, const std::optional<Difference>& difference,
                Terminal& terminal) {
  Json line{{"same", !difference}, {"steps", steps}};
  if (difference) {
    line["step"] = difference->step;
    line["input"] = Json::parse(trace::to_text(difference->now->input), nullptr, false);
    line["recorded"] = side_of(*difference->recorded);
    line["now"] = side_of(*difference->now);
  }
  terminal.line(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

ExitCode replay(const ReplayOptions& options, Terminal& terminal) {
  const std::optional<std::string> text = text_of(options.file);
  if (!text) {
    terminal.complain("cannot read " + safe(options.file));
    return kUsage;
  }
  const Result<trace::Transcript> recorded = trace::read(*text);
  if (!recorded.ok()) {
    terminal.complain(safe(options.file) + " is no trace: " + safe(recorded.error().text));
    return kUsage;
  }
  if (const std::size_t dropped = dropped_from(*text); dropped != 0) {
    if (!options.json) {
      for (const trace::Step& step : recorded.value().steps) show(step, terminal);
    }
    terminal.complain("the first " + std::to_string(dropped) +
                      " steps are no longer in this trace, so an engine cannot be brought to where "
                      "it begins; dump sooner after the start of the page");
    return kFailed;
  }
  const trace::Transcript now = trace::replay(recorded.value());
  const std::optional<Difference> difference = compare(recorded.value(), now);
  const std::size_t steps = now.steps.size();
  if (options.json) {
    print_json(steps, difference, terminal);
    return difference ? kFailed : kOk;
  }
  const std::size_t shown = difference ? difference->step - 1 : steps;
  for (std::size_t i = 0; i < shown && !options.quiet; ++i) show(now.steps[i], terminal);
  if (difference) {
    show(*difference, terminal);
    return kFailed;
  }
  terminal.line(terminal.paint(Tone::Good, "the same") + " in all " + std::to_string(steps) +
                " steps");
  return kOk;
}

}  // namespace

void add_replay(CLI::App& app, Run& run) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* sub = app.add_subcommand("replay", "Run a recorded trace through the engine again");
  sub->add_option("file", options->file, "What echo.trace.dump() gave; - reads standard input")
      ->required();
  sub->add_flag("-q,--quiet", options->quiet, "Only the result, not every step");
  sub->add_flag("--json", options->json, "The result as one JSON object");
  sub->footer(
      "Examples:\n"
      "  oread replay trace.json\n"
      "  jq .report.trace bug.json | oread replay - --quiet\n\n"
      "Exit codes: 0 the same, 1 not the same or not from the beginning, 2 no trace.");
  sub->callback(
      [options, &run] { run.chosen = [options, &run] { return replay(*options, run.terminal); }; });
}

}  // namespace oread::command
