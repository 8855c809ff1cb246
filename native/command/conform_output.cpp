#include "conform_output.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "clock.hpp"
#include "conform/broker_wire.hpp"
#include "conform/client/engine_stage.hpp"
#include "conform/client/grading.hpp"

namespace oread::command {
namespace {

using conform::Case;
using conform::CaseResult;
using conform::LogEntry;
using conform::Verdict;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string in_seconds(Millis span) {
  return std::to_string(span.count() / 1000) + "." + std::to_string(span.count() / 100 % 10) + " s";
}

bool needs_attention(Verdict verdict) {
  return verdict >= Verdict::NonStrict;
}

/// "-> A {...}" as it went over the wire.
std::string arrow(LogEntry::Kind kind) {
  switch (kind) {
    case LogEntry::Kind::Open: return "open ";
    case LogEntry::Kind::Sent: return "--> ";
    case LogEntry::Kind::Received: return "<-- ";
    case LogEntry::Kind::Closed: return "closed ";
    case LogEntry::Kind::Request: return "request ";
    case LogEntry::Kind::Answer: return "answer ";
    case LogEntry::Kind::Note: return "note: ";
  }
  return "";
}

void print_group(const conform::RunResult& run, const conform::Group& group, Terminal& terminal) {
  std::map<Verdict, int> counts;
  int all = 0;
  for (const CaseResult& each : run.results) {
    if (each.about->group != group.id) continue;
    ++counts[each.outcome.verdict];
    ++all;
  }
  if (all == 0) return;
  std::string line = "  " + terminal.paint(Tone::Name, group.id) + " " + padded(group.title, 42);
  for (const auto& [verdict, count] : counts) {
    line += "  " + terminal.paint(tone_of(verdict),
                                  std::to_string(count) + " " + std::string(name(verdict)));
  }
  terminal.line(line);
}

void print_case(const CaseResult& each, Terminal& terminal) {
  const Verdict verdict = each.outcome.verdict;
  terminal.line(terminal.paint(tone_of(verdict), padded(std::string(name(verdict)), 13)) +
                padded(each.about->id, 12) + " " + each.about->title);
  if (!each.outcome.reason.empty()) {
    terminal.line("             " + terminal.paint(Tone::Dim, safe(each.outcome.reason)));
  }
  for (const std::string& note : each.outcome.notes) {
    terminal.line("             " + terminal.paint(Tone::Dim, safe(note)));
  }
}

void print_log(const conform::Outcome& outcome, Terminal& terminal) {
  for (const LogEntry& each : outcome.log) {
    terminal.line("  " + padded(std::to_string(each.at.count()) + " ms", 10) +
                  padded(each.who, each.who.empty() ? 0 : 2) + (each.who.empty() ? "" : " ") +
                  arrow(each.kind) + safe(each.text));
  }
}

}  // namespace

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass: return Tone::Good;
    case Verdict::Info: return Tone::Name;
    case Verdict::Skip: return Tone::Dim;
    case Verdict::NonStrict:
    case Verdict::Inconclusive: return Tone::Warn;
    case Verdict::Fail:
    case Verdict::Security: return Tone::Bad;
  }
  return Tone::Plain;
}

ProgressLine::ProgressLine() : shown_(isatty(STDERR_FILENO) == 1), begun_(native::boot_time()) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(const CaseResult& result, std::size_t done, std::size_t all) {
  if (!shown_) return;
  constexpr std::size_t kWidth = 24;
  const std::size_t full = done * kWidth / std::max<std::size_t>(all, 1);
  const Millis so_far = native::boot_time() - begun_;
  const Millis left =
      so_far * static_cast<std::int64_t>(all - done) / static_cast<std::int64_t>(done);
  const std::string line = "[" + std::string(full, '#') + std::string(kWidth - full, '.') + "] " +
                           std::to_string(done) + "/" + std::to_string(all) + ", about " +
                           in_seconds(left) + " left, " + result.about->id;
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  std::fflush(stderr);
}

std::string usage_line(const conform::Watched& usage) {
  const auto mebibytes = [](std::uint64_t bytes) {
    return std::to_string(bytes / (std::uint64_t{1024} * 1024)) + " MiB";
  };
  return "The server held " + mebibytes(usage.before.memory) + " and " +
         std::to_string(usage.before.descriptors) + " descriptors before the cases, and " +
         mebibytes(usage.after.memory) + " and " + std::to_string(usage.after.descriptors) +
         " descriptors after them";
}

void print_result(const conform::RunResult& run, const conform::Catalogue& catalogue, bool all,
                  Terminal& terminal) {
  for (const CaseResult& each : run.results) {
    if (all || needs_attention(each.outcome.verdict)) print_case(each, terminal);
  }
  terminal.line("");
  terminal.line("Profile " + run.profile + ", " + safe(run.testee) + ", " + in_seconds(run.took));
  for (const conform::Group& each : catalogue.groups) print_group(run, each, terminal);
  if (run.usage) terminal.line(usage_line(*run.usage));
  terminal.line(summary(run));
}

void print_list(const conform::Catalogue& catalogue, const std::vector<std::string>& only,
                bool about_client, Terminal& terminal) {
  for (const Case& each : catalogue.cases) {
    const bool wanted = only.empty() || std::any_of(only.begin(), only.end(), [&](const auto& one) {
                          return conform::selects(one, each.id);
                        });
    if (!wanted || each.about_client != about_client) continue;
    terminal.line(padded(each.id, 26) + padded(std::string(name(each.severity)), 10) + each.title);
  }
}

void print_explanation(const conform::Catalogue& catalogue, const Case& about, Terminal& terminal) {
  terminal.line(terminal.paint(Tone::Name, about.id) + "  " + about.title);
  terminal.line("");
  terminal.line("Expected: " + about.expected);
  terminal.line("Severity: " + std::string(name(about.severity)));
  for (const auto& [profile, severity] : about.profiles) {
    terminal.line("  " + std::string(name(severity)) + " in profile " + profile);
  }
  for (const std::string& need : about.needs) terminal.line("Needs: " + need);
  for (const std::string& id : about.rules) {
    const conform::Rule& rule = catalogue.rules.at(id);
    terminal.line("");
    terminal.line("Rule " + rule.id + " (" + rule.status + "): " + rule.text);
    terminal.line("  Source: " + rule.source);
  }
  terminal.line("");
  if (std::find(about.needs.begin(), about.needs.end(), "sockets") != about.needs.end()) {
    terminal.line("It needs real sockets, so there is no example.");
    return;
  }
  terminal.line(std::string("Example, from a run against Oread's own ") +
                (about.about_client ? "engine" : "broker") + " (virtual time):");
  if (about.about_client) {
    const auto stage = conform::make_engine_stage();
    conform::ClientGrading grading(catalogue, [] { return conform::make_engine_stage(); },
                                   {.token = "example"});
    return print_log(grading.run_case(about, *stage), terminal);
  }
  conform::Run run(catalogue, conform::broker_testee(),
                   [](Millis) { return conform::make_broker_wire(conform::broker_options()); },
                   {.token = "example"});
  print_log(run.run_case(about), terminal);
}

}  // namespace oread::command
