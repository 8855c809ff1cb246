// Steps about webhooks: the server under test sends them to a receiver of the harness.
#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/signing_digests.hpp"
#include "conform/steps.hpp"
#include "oread/broker/signing.hpp"

namespace oread::conform {
namespace {

/// {"hooks": 200}: from now on webhooks are received, as the messages of "hooks", and answered with
/// this status; with 0, it never answers.
void hooks(CaseRun& run, const Json& step) {
  run.wire().receive_hooks(step["hooks"]);
}

/// Every request carries the app's key and a signature of exactly its body.
void hooks_are_signed(CaseRun& run, const Json& step) {
  if (run.wire().hooks().empty()) CaseRun::give_up("no webhook has arrived");
  const TestApp app = app_of(run, step);
  for (const Hook& each : run.wire().hooks()) {
    if (each.key != app.key) run.miss("X-Pusher-Key is \"" + each.key + "\"");
    if (each.signature != broker::signature(kDigests, app.secret, each.body)) {
      run.miss("X-Pusher-Signature does not fit the body");
    }
  }
}

/// Of `count` channels that become occupied at once, each is reported once.
void occupy_many(CaseRun& run, const Json& step) {
  const int count = step.value("count", 30);
  const std::string u = plain_text(run.value_of("u"));
  for (int i = 0; i < count; ++i) {
    perform(run, {{"subscribe", "A"}, {"channel", "hook-" + u + "-" + std::to_string(i)}});
  }
  const auto about = [](const Json& channel) {
    return Json{{"hook", {{"name", "channel_occupied"}, {"channel", channel}}}};
  };
  for (int i = 0; i < count; ++i) {
    const Json channel = "hook-" + u + "-" + std::to_string(i);
    run.peer(kHooks).next = 0;
    perform(run, {{"expect", kHooks}, {"frame", about(channel)}, {"within", "10 s"}});
  }
  perform(run, {{"count", kHooks},
                {"frame", about({{"$regex", "^hook-" + u + "-"}})},
                {"is", count},
                {"note", "Some channel is reported twice"}});
  run.note("requests: " + std::to_string(run.wire().hooks().size()) + " for " +
           std::to_string(count) + " events");
}

}  // namespace

std::vector<Verb> hook_verbs() {
  return {{"hooks", hooks, {}}};
}

NamedSteps named_hooks() {
  return {{"hooks_are_signed", hooks_are_signed}, {"occupy_many", occupy_many}};
}

}  // namespace oread::conform
