// Steps about the HTTP API: publish, ask, look at the answer.
#include "conform/call_signing.hpp"
#include "conform/case_run.hpp"
#include "conform/foreign_json.hpp"
#include "conform/match.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

Call call_of(CaseRun& run, const Json& step, std::string method, const std::string& path,
             std::string body) {
  const bool second_node = step.value("node", 1) == 2;
  if (step.value("plain", false)) {
    return {std::move(method), path, {}, std::move(body), second_node};
  }
  const TestApp app = app_of(run, step);
  Call call{std::move(method),
            path.starts_with("/apps") ? path : "/apps/" + app.id + path,
            {},
            std::move(body),
            second_node};
  call.query =
      signed_query(app, call.method, call.path, step.value("query", Json::object()), call.body,
                   run.wire().unix_ms() / 1000, step.value("sign", Json::object()));
  return call;
}

/// {"request": "GET /channels/x", "body": …}: what comes back is what the case is about.
void request(CaseRun& run, const Json& step) {
  const std::string line = step["request"];
  const std::size_t space = line.find(' ');
  std::string body = step.contains("body") ? plain_text(step["body"]) : std::string();
  const int times = step.value("times", 1);
  for (int i = 0; i < times; ++i) {
    const Call call =
        call_of(run, step, line.substr(0, space), line.substr(space + 1), std::move(body));
    run.request(call);
    body = call.body;
  }
}

/// Publishes as a precondition.
void publish(CaseRun& run, const Json& step) {
  Json channels = step["publish"];
  if (channels.is_string()) channels = Json::array({channels});
  Json body = {{"name", step["event"]}, {"channels", channels}, {"data", step["data"]}};
  if (step.contains("except")) body["socket_id"] = step["except"];
  const int times = step.value("times", 1);
  for (int i = 0; i < times; ++i) {
    const Answer answer = run.request(call_of(run, step, "POST", "/events", json_text(body)));
    if (answer.status < 200 || answer.status > 299) {
      CaseRun::give_up("publishing to " + json_text(channels) + " failed: " +
                       std::to_string(answer.status) + " " + answer.body.substr(0, 200));
    }
  }
}

/// What does not match in the answer; nothing if all does.
std::optional<std::string> mismatch_of(const Answer& answer, const Json& wanted) {
  const Json status = answer.status;
  if (wanted.contains("status")) {
    if (auto why = mismatch(&status, wanted["status"], "the status")) return why;
  }
  if (!wanted.contains("body")) return std::nullopt;
  Json body = foreign_json(answer.body);
  if (body.is_discarded()) body = answer.body;
  return mismatch(&body, wanted["body"], "the body");
}

std::optional<Verdict> verdict_in(const Json& json) {
  return json.contains("verdict") ? verdict_named(plain_text(json["verdict"])) : std::nullopt;
}

/// {"answer": {"status": 200, "body": P}}, or with alternatives in `one_of`.
void answer(CaseRun& run, const Json& step) {
  std::optional<std::string> why = mismatch_of(run.answer, step["answer"]);
  if (!why) return;
  for (const Json& each : step.value("one_of", Json::array())) {
    if (mismatch_of(run.answer, each)) continue;
    return run.miss(each.value("note", *why), verdict_in(each));
  }
  if (run.answer.status == 0) why = "there was no answer: " + run.answer.body;
  run.miss(*why + (step.contains("note") ? ": " + plain_text(step["note"]) : ""), verdict_in(step));
}

}  // namespace

TestApp app_of(const CaseRun& run, const Json& step) {
  if (!step.contains("app")) return run.testee().app;
  const std::string name = step["app"];
  return {plain_text(run.value_of(name + "_id")), plain_text(run.value_of(name + "_key")),
          plain_text(run.value_of(name + "_secret"))};
}

std::vector<Verb> request_verbs() {
  return {
      {"request", request, {"body", "query", "sign", "app", "times", "plain", "node"}},
      {"publish", publish, {"event", "data", "except", "app", "times", "node"}},
      {"answer", answer, {"one_of", "verdict", "note"}},
  };
}

}  // namespace oread::conform
