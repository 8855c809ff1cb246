#include "conform/client/grading.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "conform/client/client_run.hpp"

namespace oread::conform {
namespace {

bool is_selected(const std::vector<std::string>& only, const std::string& id) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& pattern) {
           return selects(pattern, id);
         });
}

std::int64_t unix_ms() {
  return std::chrono::duration_cast<Millis>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

ClientGrading::ClientGrading(const Catalogue& catalogue, StageMaker maker, RunOptions options)
    : catalogue_(catalogue), maker_(std::move(maker)), options_(std::move(options)) {}

Outcome ClientGrading::run_case(const Case& about, Stage& stage) {
  ClientRun run(about, stage, about.severity_in(options_.profile),
                options_.token + std::to_string(++runs_));
  try {
    return run.run();
  } catch (const std::exception& error) {
    stage.end();
    Outcome out;
    out.verdict = Verdict::Inconclusive;
    out.reason = std::string("the case cannot be run: ") + error.what();
    return out;
  }
}

std::optional<Error> ClientGrading::meet(Stage& stage, const std::string& name) {
  Case hello;
  hello.id = "the first connection";
  hello.steps = Json::array({{{"connected", "S"}}, {{"serves", "S"}}});
  const Outcome outcome = run_case(hello, stage);
  if (outcome.verdict != Verdict::Pass) return Error{Errc::LinkFailed, 0, outcome.reason};
  const Json said = stage.hello();
  result_.testee = name.empty() ? plain_text(said.value("name", Json("client"))) : name;
  const Json can = said.value("can", Json::array());
  for (const Capability& each : catalogue_.capabilities) {
    const bool has = each.name == "sockets"
                         ? !stage.is_virtual()
                         : std::find(can.begin(), can.end(), each.name) != can.end();
    result_.abilities[each.name] = {has, has ? "" : "the driver does not say that it can"};
  }
  return std::nullopt;
}

std::optional<std::string> ClientGrading::reason_to_skip(const Case& about) const {
  for (const std::string& need : about.needs) {
    const auto found = result_.abilities.find(need);
    if (found != result_.abilities.end() && !found->second.has) return "needs " + need;
  }
  if (about.waits_s > options_.max_wait_s) {
    return "waits about " + std::to_string(about.waits_s) + " s; --max-wait allows " +
           std::to_string(options_.max_wait_s) + " s";
  }
  return std::nullopt;
}

Result<RunResult> ClientGrading::run(const std::string& name, const Progress& progress) {
  progress_ = progress;
  result_.profile = options_.profile;
  result_.token = options_.token;
  result_.unix_ms = unix_ms();
  const std::unique_ptr<Stage> first = maker_();
  const Time begun = first->now();
  if (auto error = meet(*first, name)) return *error;
  std::vector<std::size_t> order;
  for (const Case& each : catalogue_.cases) {
    if (!each.about_client || !is_selected(options_.only, each.id)) continue;
    result_.results.push_back({&each, {}});
  }
  for (std::size_t i = 0; i < result_.results.size(); ++i) {
    if (const auto reason = reason_to_skip(*result_.results[i].about)) {
      Outcome skipped;
      skipped.verdict = Verdict::Skip;
      skipped.reason = *reason;
      finish(i, skipped, true);
    } else {
      order.push_back(i);
    }
  }
  // Those that wait long begin first.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return result_.results[a].about->waits_s > result_.results[b].about->waits_s;
  });
  std::atomic<std::size_t> next{0};
  const auto work = [&](Stage& stage) {
    for (std::size_t i = next++; i < order.size(); i = next++) {
      finish(order[i], run_case(*result_.results[order[i]].about, stage), true);
    }
  };
  std::vector<std::thread> threads;
  const auto jobs = static_cast<std::size_t>(options_.jobs);
  for (std::size_t i = 1; i < std::min(jobs, order.size()); ++i) {
    threads.emplace_back([&] { work(*maker_()); });
  }
  work(*first);
  for (std::thread& each : threads) each.join();
  // A bad verdict counts only if the case, alone, has it again.
  for (std::size_t i = 0; i < result_.results.size(); ++i) {
    const CaseResult& before = result_.results[i];
    const bool fine = before.outcome.verdict < Verdict::NonStrict;
    if (fine || first->is_virtual() || before.about->waits_s > 0) continue;
    Outcome again = run_case(*before.about, *first);
    if (again.verdict != before.outcome.verdict) {
      again.notes.push_back("the first time, among other cases: " +
                            std::string(conform::name(before.outcome.verdict)) + ", " +
                            before.outcome.reason);
    }
    finish(i, std::move(again), false);
  }
  result_.took = first->now() - begun;
  return std::move(result_);
}

void ClientGrading::finish(std::size_t index, Outcome outcome, bool counts) {
  const std::lock_guard lock(mutex_);
  result_.results[index].outcome = std::move(outcome);
  if (!counts) return;
  ++done_;
  if (progress_) progress_(result_.results[index], done_, result_.results.size());
}

}  // namespace oread::conform
