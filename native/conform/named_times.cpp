// Named steps about what takes long: talking, silence.
#include <algorithm>

#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

Millis every(const Json& step) {
  return Millis(milliseconds(step.value("every", std::string("10 s"))).value_or(0));
}

/// A sends a client event `count` times, and nothing else.
void talk(CaseRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 20); ++i) {
    run.wire().wait(every(step));
    perform(run, {{"trigger", "A"},
                  {"channel", step["channel"]},
                  {"event", "client-alive"},
                  {"data", Json::object()}});
  }
}

/// A event is published `count` times; A only listens.
void feed(CaseRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 20); ++i) {
    run.wire().wait(every(step));
    perform(run, {{"publish", step["channel"]}, {"event", "news"}, {"data", "{}"}});
  }
}

bool is_pinged(CaseRun& run) {
  while (run.hear("A", Millis(0))) {
  }
  const auto& events = run.peer("A").events;
  return std::any_of(events.begin(), events.end(), [](const Event& each) {
    return has_text(each.frame, "event", "pusher:ping");
  });
}

void was_pinged(CaseRun& run, const Json& /*step*/) {
  if (!is_pinged(run)) run.miss("it was not pinged by message before it was closed");
}

/// A is open, or was pinged before it was closed.
void kept_or_pinged(CaseRun& run, const Json& /*step*/) {
  if (is_pinged(run) || run.wire().is_open("A")) return;
  run.miss("a client that received an event every few seconds was closed without a ping");
}

/// A pings `count` times, each time at the activity timeout that the server named.
void ping_on_time(CaseRun& run, const Json& step) {
  const Json timeout = run.value_of("A.activity_timeout");
  const long seconds = timeout.is_number_integer() ? timeout.get<long>() : 120;
  for (int i = 0; i < step.value("count", 1); ++i) {
    run.wire().wait(Millis(std::clamp(seconds, 1L, 120L) * 1000));
    if (run.fence("A") == Fence::Passed) continue;
    return run.miss("a client that pings at the activity timeout of " + std::to_string(seconds) +
                    " s is not served any more");
  }
}

}  // namespace

NamedSteps named_times() {
  return {
      {"talk", talk},
      {"was_pinged", was_pinged},
      {"feed", feed},
      {"kept_or_pinged", kept_or_pinged},
      {"ping_on_time", ping_on_time},
  };
}

}  // namespace oread::conform
