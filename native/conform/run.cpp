#include "conform/run.hpp"

#include <algorithm>
#include <iomanip>
#include <mutex>
#include <sstream>
#include <thread>

namespace oread::conform {
namespace {

// Slow enough for a server that allows a message per frame of a 60 Hz game, fast enough for us.
constexpr Millis kSlowPace{60};
constexpr Millis kRecovery{15'000};
constexpr std::size_t kWaitingAtOnce = 24;
// A server may open a log or a pool of connections when it first needs one.
constexpr std::size_t kSpareDescriptors = 16;
constexpr std::uint64_t kSpareMemory = std::uint64_t{256} * 1024 * 1024;
constexpr Millis kSettle{5000};
constexpr Millis kUsageLook{200};

bool is_selected(const std::vector<std::string>& only, const std::string& id) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& pattern) {
           return selects(pattern, id);
         });
}

/// "+3.1 MiB memory, +2 descriptors".
std::string growth(const Usage& before, const Usage& after) {
  const auto signed_text = [](double value, int digits) {
    std::ostringstream out;
    out << std::showpos << std::fixed << std::setprecision(digits) << value;
    return out.str();
  };
  const double memory = static_cast<double>(after.memory) - static_cast<double>(before.memory);
  const double descriptors =
      static_cast<double>(after.descriptors) - static_cast<double>(before.descriptors);
  return signed_text(memory / (1024 * 1024), 1) + " MiB of memory, " + signed_text(descriptors, 0) +
         " descriptors";
}

bool has_grown(const Usage& before, const Usage& after) {
  return after.descriptors > before.descriptors + kSpareDescriptors ||
         after.memory > before.memory + kSpareMemory;
}

bool restarts_server(const Case& about) {
  return std::find(about.needs.begin(), about.needs.end(), "launched") != about.needs.end();
}

bool wants_confirmation(Verdict verdict) {
  return verdict >= Verdict::NonStrict;
}

Outcome skipped(const std::string& reason) {
  Outcome out;
  out.verdict = Verdict::Skip;
  out.reason = reason;
  return out;
}

}  // namespace

std::map<Verdict, int> RunResult::counts() const {
  std::map<Verdict, int> out;
  for (const CaseResult& each : results) ++out[each.outcome.verdict];
  return out;
}

Run::Run(const Catalogue& catalogue, Testee testee, WireMaker maker, RunOptions options)
    : catalogue_(catalogue),
      testee_(std::move(testee)),
      maker_(std::move(maker)),
      options_(std::move(options)) {}

Outcome Run::run_case(const Case& about, Millis pace) {
  const std::unique_ptr<Wire> wire = maker_(pace);
  const std::string token = options_.token + std::to_string(++runs_);
  CaseRun run(about, testee_, *wire, about.severity_in(options_.profile), token);
  try {
    return run.run();
  } catch (const std::exception& error) {
    // A mistake in a case file must not look like one of the server.
    Outcome out;
    out.verdict = Verdict::Inconclusive;
    out.reason = std::string("the case cannot be run: ") + error.what();
    return out;
  }
}

std::optional<Error> Run::unreachable() {
  Case hello;
  hello.id = "the first connection";
  hello.steps = Json::array({{{"connect", "A"}}, {{"answers", "A"}}});
  const Outcome outcome = run_case(hello);
  if (outcome.verdict == Verdict::Pass) return std::nullopt;
  std::string said;
  for (const LogEntry& each : outcome.log) {
    if (each.kind == LogEntry::Kind::Received) said = "; the server said " + each.text;
  }
  const bool about_origin = said.find("rigin") != std::string::npos ||
                            outcome.reason.find("HTTP 403") != std::string::npos;
  if (about_origin && testee_.facts.count("allowed_origin") == 0) {
    said += "; if the app allows only some origins, name one with --allowed-origin";
  }
  return Error{Errc::LinkFailed, 0, outcome.reason + said};
}

/// Without the HTTP API, most cases could not do what they are about.
std::optional<Error> Run::wrong_credentials() {
  Case publish;
  publish.id = "the first event";
  publish.steps = Json::array({{{"publish", "hello-{u}"}, {"event", "hello"}, {"data", "{}"}}});
  const Outcome outcome = run_case(publish);
  if (outcome.verdict == Verdict::Pass) return std::nullopt;
  return Error{Errc::LinkFailed, 0, outcome.reason};
}

bool Run::is_needed(const std::string& capability) const {
  return std::any_of(result_.results.begin(), result_.results.end(), [&](const CaseResult& each) {
    const auto& needs = each.about->needs;
    return std::find(needs.begin(), needs.end(), capability) != needs.end();
  });
}

/// Asks the server what it can do, unless the command line says it.
void Run::find_abilities() {
  for (const Capability& each : catalogue_.capabilities) {
    if (!is_needed(each.name)) continue;
    Ability& ability = result_.abilities[each.name];
    if (testee_.has.count(each.name) != 0) {
      ability = {true, "said on the command line"};
    } else if (testee_.lacks.count(each.name) != 0) {
      ability = {false, "said on the command line"};
    } else if (each.steps.empty()) {
      const bool sockets = each.name == "sockets";
      ability.has =
          sockets ? maker_(Millis(0))->has_sockets() : testee_.facts.count(each.fact) != 0;
      ability.why = sockets ? "" : each.option + (ability.has ? " is given" : " is not given");
    } else {
      Case probe;
      probe.id = each.name;
      probe.steps = each.steps;
      const Outcome outcome = run_case(probe);
      ability = {outcome.verdict == Verdict::Pass, outcome.reason};
    }
  }
}

std::optional<std::string> Run::reason_to_skip(const Case& about) const {
  for (const std::string& need : about.needs) {
    const auto found = result_.abilities.find(need);
    if (found == result_.abilities.end() || found->second.has) continue;
    const std::string& why = found->second.why;
    return "needs " + need + (why.empty() ? "" : ": " + why);
  }
  if (about.waits_s > options_.max_wait_s) {
    return "waits about " + std::to_string(about.waits_s) + " s; --max-wait allows " +
           std::to_string(options_.max_wait_s) + " s";
  }
  return std::nullopt;
}

/// Starts the server that the run was given.
std::optional<Error> Run::launch() {
  if (process_ == nullptr) return unreachable();
  if (!unreachable()) {
    return Error{Errc::LinkFailed, 0, "a server that this run has not started listens at --url"};
  }
  const std::unique_ptr<Wire> wire = maker_(Millis(0));
  if (wire->start_server()) return unreachable();
  const std::string why = process_->why();
  process_->stop();
  return Error{Errc::LinkFailed, 0,
               why.empty() ? "it was started, but does not listen at --url"
                           : "it has ended at once: " + why};
}

/// Whether the server serves, after a restart if the run may do that.
bool Run::is_back() {
  if (process_ != nullptr && !process_->is_running()) maker_(Millis(0))->start_server();
  return !unreachable();
}

Result<RunResult> Run::run(const Progress& progress) {
  progress_ = progress;
  if (auto error = launch()) return *error;
  if (auto error = wrong_credentials()) return *error;
  const std::unique_ptr<Wire> clock = maker_(Millis(0));
  const Time begun = clock->now();
  result_.testee = testee_.name;
  result_.app = testee_.app;
  result_.profile = options_.profile;
  result_.token = options_.token;
  result_.unix_ms = clock->unix_ms();
  std::vector<std::size_t> waiting;
  std::vector<std::size_t> quiet;
  std::vector<std::size_t> hostile;
  std::vector<std::size_t> restarts;
  for (const Case& each : catalogue_.cases) {
    if (!each.about_client && is_selected(options_.only, each.id))
      result_.results.push_back({&each, {}});
  }
  find_abilities();
  for (std::size_t i = 0; i < result_.results.size(); ++i) {
    const Case& about = *result_.results[i].about;
    if (const auto reason = reason_to_skip(about)) {
      finish(i, skipped(*reason));
    } else {
      (restarts_server(about) ? restarts
       : about.hostile        ? hostile
       : about.waits_s > 0    ? waiting
                              : quiet)
          .push_back(i);
    }
  }
  const auto usage = process_ == nullptr ? std::nullopt : process_->usage();
  // Cases that mostly wait cost the server nothing: all at once, beside the others.
  std::thread beside([&] { run_together(waiting, kWaitingAtOnce); });
  run_together(quiet, static_cast<std::size_t>(options_.jobs));
  // What a hostile case leaves behind can only be seen when nothing else runs.
  if (usage) beside.join();
  const bool outage = run_alone(hostile);
  // Cases that wait are not confirmed, so they may still wait meanwhile.
  confirm();
  if (beside.joinable()) beside.join();
  if (outage && !usage) excuse(waiting);
  if (usage) {
    const auto after = process_->usage();
    if (after) result_.usage = Watched{*usage, *after};
  }
  run_restarts(restarts);
  result_.took = clock->now() - begun;
  return std::move(result_);
}

void Run::run_together(const std::vector<std::size_t>& which, std::size_t at_once) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < which.size(); i = next++) {
      finish(which[i], run_case(*result_.results[which[i]].about));
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(at_once, which.size()); ++i) threads.emplace_back(work);
  work();
  for (std::thread& each : threads) each.join();
}

/// One after the other: if the server dies, it is clear of what.
/// Returns whether it was away at any time.
bool Run::run_alone(const std::vector<std::size_t>& which) {
  bool outage = false;
  std::string killer;
  for (const std::size_t i : which) {
    if (!killer.empty()) {
      Outcome out;
      out.verdict = Verdict::Inconclusive;
      out.reason = "the server is not reachable since " + killer;
      finish(i, out);
      continue;
    }
    run_hostile(i);
    if (!unreachable()) continue;
    outage = true;
    if (process_ == nullptr) maker_(Millis(0))->wait(kRecovery);
    if (is_back()) continue;
    killer = result_.results[i].about->id;
    Outcome& outcome = result_.results[i].outcome;
    outcome.verdict = std::max(outcome.verdict, Verdict::Fail);
    outcome.reason = "after this case, the server is not reachable any more";
  }
  return outage;
}

/// A testee that dies, or that keeps what it has taken, does not pass.
void Run::run_hostile(std::size_t index) {
  const auto before = process_ == nullptr ? std::nullopt : process_->usage();
  Outcome outcome = run_case(*result_.results[index].about);
  if (before && !process_->is_running()) {
    outcome.verdict = std::max(outcome.verdict, Verdict::Fail);
    outcome.reason = "the server's process has ended: " + process_->why();
  } else if (before) {
    check_usage(*before, outcome);
  }
  finish(index, std::move(outcome));
}

void Run::check_usage(const Usage& before, Outcome& outcome) {
  const std::unique_ptr<Wire> clock = maker_(Millis(0));
  const Time until = clock->now() + kSettle;
  auto after = process_->usage();
  while (after && has_grown(before, *after) && clock->now() < until) {
    clock->wait(kUsageLook);
    after = process_->usage();
  }
  if (!after || !has_grown(before, *after)) return;
  if (outcome.verdict < Verdict::Fail) {
    outcome.verdict = Verdict::Fail;
    outcome.reason = "after this case, the server keeps " + growth(before, *after);
  } else {
    outcome.notes.push_back("the server keeps " + growth(before, *after));
  }
}

/// Cases that end the server, when all others are over.
void Run::run_restarts(const std::vector<std::size_t>& which) {
  for (const std::size_t i : which) {
    Outcome outcome = run_case(*result_.results[i].about);
    if (!is_back()) {
      outcome.verdict = std::max(outcome.verdict, Verdict::Fail);
      outcome.reason = "after this case, the server could not be started again";
    }
    finish(i, std::move(outcome));
  }
}

/// Cases that were waiting when the server was away have seen that, and nothing of their own.
void Run::excuse(const std::vector<std::size_t>& waiting) {
  for (const std::size_t i : waiting) {
    Outcome& outcome = result_.results[i].outcome;
    if (outcome.verdict < Verdict::NonStrict) continue;
    outcome.verdict = Verdict::Inconclusive;
    outcome.reason = "the server was not reachable for a time while this case waited";
  }
}

/// A bad verdict counts only if the case has it again, slowly and beside cases that only wait.
void Run::confirm() {
  for (std::size_t i = 0; i < result_.results.size(); ++i) {
    const Case& about = *result_.results[i].about;
    // Another thread may be writing the outcome of a case that waits.
    if (about.waits_s > 0 || about.hostile) continue;
    const Outcome& first = result_.results[i].outcome;
    if (!wants_confirmation(first.verdict)) continue;
    Outcome second = run_case(about, maker_(Millis(0))->has_sockets() ? kSlowPace : Millis(0));
    if (second.verdict != first.verdict) {
      second.notes.push_back("the first time, among other cases: " +
                             std::string(name(first.verdict)) + ", " + first.reason);
    }
    finish(i, std::move(second), false);
  }
}

void Run::finish(std::size_t index, Outcome outcome, bool counts) {
  const std::lock_guard lock(mutex_);
  result_.results[index].outcome = std::move(outcome);
  if (!counts) return;
  ++done_;
  if (progress_) progress_(result_.results[index], done_, result_.results.size());
}

}  // namespace oread::conform
