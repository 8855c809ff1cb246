// Named steps about the HTTP API with many channels and much data.
#include <set>

#include "conform/call_signing.hpp"
#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

Json many_channels(const CaseRun& run, int count) {
  Json out = Json::array();
  for (int i = 0; i < count; ++i) {
    out.push_back("many-" + std::to_string(i) + "-" + plain_text(run.value_of("u")));
  }
  return out;
}

/// Publishes one event to `count` channels, to all of which the subscriber belongs.
void publish_to_many(CaseRun& run, const Json& step) {
  run.connect("A", {run.testee().app.key});
  const Json channels = many_channels(run, step.value("count", 100));
  for (const Json& each : channels) perform(run, {{"subscribe", "A"}, {"channel", each}});
  perform(run, {{"mark", "A"}});
  if (!run.wire().is_open("A")) {
    CaseRun::give_up("the server closed A, which was about to subscribe to " +
                     std::to_string(channels.size()) + " channels");
  }
  perform(run, {{"publish", channels}, {"event", "to-many"}, {"data", "{}"}});
  perform(run, {{"count", "A"}, {"frame", {{"event", "to-many"}}}, {"is", channels.size()}});
  std::set<std::string> reached;
  for (const Event& each : run.peer("A").events) {
    if (has_text(each.frame, "event", "to-many")) {
      reached.insert(plain_text(each.frame.value("channel", Json(""))));
    }
  }
  if (reached.size() != channels.size()) run.miss("some channel received the event twice");
}

/// POST events with `count` channels; the next `answer` looks at it.
void post_to_channels(CaseRun& run, const Json& step) {
  const Json body = {
      {"name", "e"}, {"channels", many_channels(run, step.value("count", 1))}, {"data", "{}"}};
  perform(run, {{"request", "POST /events"}, {"body", body}});
}

/// POST events with `count` bytes of data.
void post_data(CaseRun& run, const Json& step) {
  const std::string data(step.value("count", std::size_t{1}), 'x');
  const Json body = {{"name", "e"}, {"channels", many_channels(run, 1)}, {"data", data}};
  perform(run, {{"request", "POST /events"}, {"body", body}});
}

/// POST batch_events with `count` events.
void post_batch(CaseRun& run, const Json& step) {
  Json batch = Json::array();
  for (int i = 0; i < step.value("count", 1); ++i) {
    batch.push_back({{"name", "e"}, {"channel", many_channels(run, 1)[0]}, {"data", "{}"}});
  }
  perform(run, {{"request", "POST /batch_events"}, {"body", {{"batch", batch}}}});
}

/// Publishes `count` events one after the other; they arrive in this order.
void publish_in_order(CaseRun& run, const Json& step) {
  run.connect("A", {run.testee().app.key});
  const Json channel = many_channels(run, 1)[0];
  const int count = step.value("count", 10);
  perform(run, {{"join", "A"}, {"channel", channel}});
  for (int i = 0; i < count; ++i) {
    perform(run, {{"publish", channel}, {"event", "n" + std::to_string(i)}, {"data", "{}"}});
  }
  for (int i = 0; i < count; ++i) {
    perform(run,
            {{"expect", "A"}, {"next", true}, {"frame", {{"event", "n" + std::to_string(i)}}}});
  }
}

/// Publishes `count` events; A and B receive each once, in this order.
void publish_numbered(CaseRun& run, const Json& step) {
  const int count = step.value("count", 100);
  const auto name = [](int i) { return "n" + std::to_string(i); };
  for (int i = 0; i < count; ++i) {
    perform(run, {{"publish", step["channel"]}, {"event", name(i)}, {"data", "{}"}});
  }
  for (const char* who : {"A", "B"}) {
    for (int i = 0; i < count; ++i) {
      perform(run, {{"expect", who}, {"next", true}, {"frame", {{"event", name(i)}}}});
    }
    perform(run, {{"count", who}, {"frame", {{"event", {{"$regex", "^n[0-9]"}}}}}, {"is", count}});
  }
}

/// Publishes `count` events of 8 KB, which every server takes, while B does not read; A receives
/// all of them.
void publish_to_slow(CaseRun& run, const Json& step) {
  constexpr std::size_t kData = 8000;
  const int count = step.value("count", 100);
  run.wire().stop_reading("B");
  for (int i = 0; i < count; ++i) {
    perform(run,
            {{"publish", step["channel"]}, {"event", "large"}, {"data", std::string(kData, 'x')}});
  }
  perform(run, {{"count", "A"},
                {"frame", {{"event", "large"}}},
                {"is", count},
                {"note", "A subscriber that reads does not receive everything"}});
  run.wire().drop("B");
}

void report_status(CaseRun& run, const Json& /*step*/) {
  run.note("The status is " + std::to_string(run.answer.status) + ".");
}

/// The answer to a wrong signature contains neither the right one nor the secret.
void refusal_without_secrets(CaseRun& run, const Json& /*step*/) {
  const TestApp& app = run.testee().app;
  const Json body = {{"name", "e"}, {"channels", many_channels(run, 1)}, {"data", "{}"}};
  // With this timestamp, the right signature is known.
  const std::int64_t now = run.wire().unix_ms() / 1000;
  const std::string path = "/apps/" + app.id + "/events";
  const std::string right =
      signed_query(app, "POST", path, Json::object(), json_text(body), now, Json::object());
  const std::string mark = "auth_signature=";
  const std::string signature = right.substr(right.find(mark) + mark.size(), 64);
  Call call{"POST", path, {}, json_text(body)};
  call.query = signed_query(app, "POST", path, Json::object(), call.body, now,
                            {{"signature", std::string(64, '0')}});
  const Answer answer = run.request(call);
  if (answer.body.find(signature) != std::string::npos) {
    run.miss("the answer contains the signature that would have been right");
  }
  // A shorter one may be part of the text by chance.
  constexpr std::size_t kTelling = 8;
  if (app.secret.size() >= kTelling && answer.body.find(app.secret) != std::string::npos) {
    run.miss("the answer contains the secret");
  }
}

}  // namespace

NamedSteps named_requests() {
  return {
      {"publish_to_many", publish_to_many},
      {"post_to_channels", post_to_channels},
      {"post_data", post_data},
      {"post_batch", post_batch},
      {"publish_in_order", publish_in_order},
      {"publish_numbered", publish_numbered},
      {"publish_to_slow", publish_to_slow},
      {"report_status", report_status},
      {"refusal_without_secrets", refusal_without_secrets},
  };
}

}  // namespace oread::conform
