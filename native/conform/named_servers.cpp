// Named steps about the server as a whole: it ends, starts again, and is the same each time.
#include <algorithm>
#include <chrono>

#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

constexpr Millis kEndTime{10'000};
constexpr Millis kProbing{20'000};

void end_server(CaseRun& run, const Json& /*step*/) {
  if (run.wire().end_server(kEndTime)) return;
  run.miss(
      "the server has not ended " + std::to_string(kEndTime.count() / 1000) + " s after SIGTERM",
      Verdict::NonStrict);
  run.wire().kill_server();
}

void kill_server(CaseRun& run, const Json& /*step*/) {
  run.wire().kill_server();
}

void start_server(CaseRun& run, const Json& /*step*/) {
  if (!run.wire().start_server()) CaseRun::give_up("the server cannot be started again");
}

std::vector<std::string> walk(CaseRun& run, const Json& step) {
  const std::unique_ptr<Wire> wire = run.wire().fresh();
  if (!wire) CaseRun::give_up("the server cannot be set back");
  Case about;
  about.id = "the same again";
  about.steps = Json::array({Json{{"connect", {"A", "B", "C"}}},
                             Json{{"do", "random_walk"}, {"count", step.value("count", 40)}}});
  CaseRun again(about, run.testee(), *wire, Severity::Info, plain_text(run.value_of("u")));
  std::vector<std::string> out;
  for (const LogEntry& each : again.run().log) {
    out.push_back(std::to_string(each.at.count()) + " ms " + std::string(name(each.kind)) + " " +
                  each.who + " " + each.text);
  }
  return out;
}

/// The same random sequence on two servers in the state of the beginning: the same messages at the
/// same times.
void same_again(CaseRun& run, const Json& step) {
  const std::vector<std::string> first = walk(run, step);
  const std::vector<std::string> second = walk(run, step);
  const auto [one, other] = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
  if (one == first.end() && other == second.end()) return;
  run.miss("the second run differs: " + (other == second.end() ? "it ends sooner" : *other) +
           " instead of " + (one == first.end() ? "nothing" : *one));
}

std::chrono::nanoseconds median(std::vector<std::chrono::nanoseconds> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

/// How long a refusal takes when the signature differs at its beginning, and at its end. A server
/// that compares byte by byte needs longer for the latter.
void time_signatures(CaseRun& run, const Json& step) {
  const std::string channel = step["channel"];
  std::string right = auth_for(run, "A", channel);
  const std::size_t first = right.find(':') + 1;
  const auto wrong = [&](std::size_t at) {
    std::string out = right;
    out[at] = out[at] == '0' ? '1' : '0';
    return out;
  };
  const std::string auths[] = {wrong(first), wrong(right.size() - 1)};
  std::vector<std::chrono::nanoseconds> times[2];
  const Time until = run.wire().now() + kProbing;
  for (int i = 0; i < step.value("count", 1000) && run.wire().now() < until; ++i) {
    const std::size_t side = static_cast<std::size_t>(i) % 2;
    const std::size_t before = run.peer("A").events.size();
    const auto begun = std::chrono::steady_clock::now();
    perform(run, {{"subscribe", "A"}, {"channel", channel}, {"auth", auths[side]}});
    const Time last = run.wire().now() + kWithin;
    while (run.peer("A").events.size() == before && run.hear("A", last - run.wire().now())) {
    }
    if (run.peer("A").events.size() == before) break;
    times[side].push_back(std::chrono::steady_clock::now() - begun);
    if (!run.wire().is_open("A")) break;
  }
  if (times[1].size() < 100) {
    return run.note("the server answers too few refusals for a measurement: " +
                    std::to_string(times[0].size() + times[1].size()));
  }
  const auto at_begin = std::chrono::duration<double, std::micro>(median(times[0])).count();
  const auto at_end = std::chrono::duration<double, std::micro>(median(times[1])).count();
  run.note("a refusal takes " + std::to_string(at_begin) + " µs if the signature differs at its " +
           "beginning and " + std::to_string(at_end) + " µs at its end (medians of " +
           std::to_string(times[1].size()) + ")");
}

}  // namespace

NamedSteps named_servers() {
  return {
      {"end_server", end_server},           {"kill_server", kill_server},
      {"start_server", start_server},       {"same_again", same_again},
      {"time_signatures", time_signatures},
  };
}

}  // namespace oread::conform
