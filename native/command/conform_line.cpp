// What the sub-commands of `oread conform` share: options, reports, exit codes.
#include "conform_line.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "bounded_read.hpp"
#include "conform/transcript.hpp"
#include "conform_baseline.hpp"
#include "conform_output.hpp"
#include "entropy.hpp"
#include "usage.hpp"

namespace oread::command {
namespace {

using conform::Verdict;

constexpr int kSeedMost = 99'999;
constexpr std::size_t kFileMost = std::size_t{256} * 1024 * 1024;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Failure{"cannot read " + path};
  return read_at_most(in, kFileMost);
}

void write_file(const std::string& path, const std::string& text) {
  if (path.empty()) return;
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw Failure{"cannot write " + path, kHarnessError};
}

void check_only(const ConformLine& line, const conform::Catalogue& catalogue, bool about_client) {
  const auto& cases = catalogue.cases;
  for (const std::string& pattern : line.run.only) {
    if (std::none_of(cases.begin(), cases.end(), [&](const auto& each) {
          return each.about_client == about_client && conform::selects(pattern, each.id);
        })) {
      throw Failure{"no case is named " + pattern + "; --list names all", kNothingRan};
    }
  }
}

/// The baseline of a product, or of a file.
Baseline baseline_of(const std::string& name) {
  if (auto known = product_baseline(name)) return *std::move(known);
  if (!std::ifstream(name)) {
    std::string names;
    for (const std::string& each : product_names()) names += (names.empty() ? "" : ", ") + each;
    throw Failure{"--baseline: there is no file " + name + ", and the products are " + names};
  }
  const Result<Baseline> baseline = parse_baseline(read_file(name));
  if (!baseline) throw Failure{baseline.error().text};
  return baseline.value();
}

/// The cases that make the command fail.
std::vector<std::string> bad_ids(const conform::RunResult& run, const ConformLine& line) {
  std::vector<std::string> out;
  if (!line.baseline.empty()) {
    for (const Change& each : changes(run, baseline_of(line.baseline))) out.push_back(each.id);
    return out;
  }
  const Verdict worst = line.strict ? Verdict::NonStrict : Verdict::Inconclusive;
  for (const auto& each : run.results) {
    if (each.outcome.verdict >= worst) out.push_back(each.about->id);
  }
  return out;
}

/// One or more for each case that deviates.
void write_transcripts(const conform::RunResult& run, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Failure{"cannot make the folder " + folder, kHarnessError};
  for (const auto& each : run.results) {
    if (each.outcome.verdict < Verdict::NonStrict) continue;
    for (const auto& one : conform::transcripts_of(*each.about, each.outcome, run.app)) {
      write_file(folder + "/" + one.file, one.text);
    }
  }
}

void write_reports(const conform::RunResult& run, const conform::Catalogue& catalogue,
                   const ConformLine& line, const std::vector<std::string>& bad) {
  std::vector<std::string> earlier;
  for (const std::string& path : line.beside) earlier.push_back(read_file(path));
  if (!line.html.empty()) write_file(line.html, html(run, catalogue, earlier));
  write_file(line.junit, junit(run, bad));
  write_file(line.markdown, markdown(run));
  write_file(line.badge, badge(run));
  write_file(line.write_baseline, baseline_text(run));
  if (!line.transcripts.empty()) write_transcripts(run, line.transcripts);
}

ExitCode run_all(Terminal& terminal, const ConformLine& line, const conform::Catalogue& catalogue,
                 bool about_client, const Grade& grade) {
  check_only(line, catalogue, about_client);
  std::signal(SIGPIPE, SIG_IGN);
  Result<conform::RunResult> result = Error{};
  {
    ProgressLine progress;
    result = grade(catalogue, [&progress](const auto& each, std::size_t done, std::size_t all) {
      progress.show(each, done, all);
    });
  }
  const std::vector<std::string> bad = bad_ids(result.value(), line);
  write_reports(result.value(), catalogue, line, bad);
  if (line.json) {
    std::string lines = json_lines(result.value(), catalogue);
    lines.pop_back();  // The terminal ends the last one.
    terminal.line(lines);
  } else {
    print_result(result.value(), catalogue, line.verbose, terminal);
    if (!line.baseline.empty()) {
      for (const std::string& id : bad) terminal.line("changed against the baseline: " + id);
    }
  }
  const auto counts = result.value().counts();
  const auto skipped = counts.find(Verdict::Skip);
  if (skipped != counts.end() &&
      skipped->second == static_cast<int>(result.value().results.size())) {
    return kNothingRan;
  }
  return bad.empty() ? kOk : kFailed;
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  return CLI::Validator(
      [words](std::string& text) -> std::string {
        if (std::find(words.begin(), words.end(), text) != words.end()) return {};
        std::string all;
        for (const std::string& each : words) all += (all.empty() ? "" : ", ") + each;
        return "must be one of " + all + ", not \"" + text + "\"";
      },
      "");
}

}  // namespace

void add_run_options(CLI::App& sub, ConformLine& line) {
  sub.add_option("--only", line.run.only, "Run only these cases: SS-05, SS, SS-*; may be repeated")
      ->take_all();
  sub.add_option("--profile", line.run.profile,
                 "The rules to grade by: pusher-docs, pusher-js-compatible, laravel-echo-minimum "
                 "or hardened")
      ->check(one_of(conform::kProfiles))
      ->capture_default_str();
  sub.add_flag("--strict", line.strict, "NON-STRICT counts as a failure, too")
      ->disable_flag_override();
  sub.add_option("--jobs", line.run.jobs, "Number of cases that run at the same time")
      ->check(whole_number(1, 64))
      ->capture_default_str();
  sub.add_option("--max-wait", line.run.max_wait_s,
                 "Skip cases that wait longer than this, in seconds")
      ->check(whole_number(0, 100'000))
      ->capture_default_str();
  sub.add_option(
         "--seed", line.seed,
         "Repeat a run with the same channel names and random sequences; with --json, a run "
         "prints its seed")
      ->check(whole_number(1, kSeedMost));
  sub.add_flag("--list", line.list, "List the cases instead")->disable_flag_override();
  sub.add_option("--explain", line.explain,
                 "Explain a case instead: its rule, source and an example");
}

void add_report_options(CLI::App& sub, ConformLine& line) {
  sub.add_flag("-v,--verbose", line.verbose, "Print every case, not only those that deviate")
      ->disable_flag_override();
  sub.add_flag("--json", line.json, "Print JSON lines instead of a table")->disable_flag_override();
  sub.add_option("--html", line.html, "Write a report as one HTML page");
  sub.add_option(
         "--beside", line.beside,
         "With --html: an earlier run, written with --json, as another column; may be repeated")
      ->take_all();
  sub.add_option("--junit", line.junit, "Write JUnit XML");
  sub.add_option("--markdown", line.markdown, "Write a Markdown table");
  sub.add_option("--badge", line.badge, "Write a badge for a README: an SVG picture");
  sub.add_option("--transcripts", line.transcripts,
                 "Write transcripts of the cases that deviate into this folder, for oread replay");
  sub.add_option("--baseline", line.baseline,
                 "Fail only if a verdict differs from the one in this file, or from what is known "
                 "of a product: reverb, soketi, sockudo or laravel-websockets");
  sub.add_option("--write-baseline", line.write_baseline,
                 "Write the verdicts into this file, for --baseline");
  sub.add_option("--name", line.name, "The server's name in reports");
}

conform::RunOptions run_options(const ConformLine& line) {
  conform::RunOptions out = line.run;
  const std::uint32_t seed =
      line.seed != 0 ? line.seed
                     : native::random_seed() % static_cast<std::uint32_t>(kSeedMost) + 1;
  out.token = std::to_string(seed) + "-";
  return out;
}

ExitCode conform(Terminal& terminal, const ConformLine& line, bool about_client,
                 const Grade& grade) {
  const Result<conform::Catalogue> catalogue = conform::load_catalogue();
  if (!catalogue) {
    terminal.complain(catalogue.error().text);
    return kHarnessError;
  }
  try {
    if (line.list) {
      print_list(catalogue.value(), line.run.only, about_client, terminal);
      return kOk;
    }
    if (!line.explain.empty()) {
      const auto& cases = catalogue.value().cases;
      const auto found = std::find_if(cases.begin(), cases.end(), [&](const auto& each) {
        return each.about_client == about_client && conform::selects(line.explain, each.id);
      });
      if (found == cases.end()) {
        throw Failure{"no case is named " + line.explain + "; --list names all", kNothingRan};
      }
      print_explanation(catalogue.value(), *found, terminal);
      return kOk;
    }
    return run_all(terminal, line, catalogue.value(), about_client, grade);
  } catch (const Failure& failure) {
    terminal.complain(safe(failure.text));
    return failure.code;
  }
}

}  // namespace oread::command
