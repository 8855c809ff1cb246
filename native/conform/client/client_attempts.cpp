// Named steps about attempts to connect.
#include <algorithm>
#include <set>

#include "conform/client/client_named.hpp"
#include "conform/client/client_run.hpp"
#include "conform/client/client_steps.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

Millis span_in(const Json& step, const char* key, const char* otherwise) {
  return Millis(milliseconds(step.value(key, std::string(otherwise))).value_or(0));
}

/// Accepts the next `count` connections, at most for `span`, and closes each with `code`, after a
/// greeting if `greeted`. Sets {attempts}; {least_gap}, the smallest time between a close and the
/// next attempt in milliseconds; {first_second}, how many attempts came in the first second.
void close_each(ClientRun& run, const Json& step) {
  const Millis within = span_in(step, "within", "60 s");
  const Time begun = run.stage().now();
  const Time until = begun + span_in(step, "span", "60 min");
  long least = -1;
  int in_second = 0;
  int count = 0;
  for (; count < step.value("count", 5); ++count) {
    const Time closed = run.stage().now();
    if (!run.take_connection("each", std::min(closed + within, until))) break;
    const Time opened = run.stage().now();
    if (opened - begun < Millis(1000)) ++in_second;
    const long gap = static_cast<long>((opened - closed).count());
    if (count > 0) least = least < 0 ? gap : std::min(least, gap);
    if (step.contains("status")) {
      run.refuse("each", step["status"], {});
      continue;
    }
    run.accept("each");
    if (step.value("greeted", false)) {
      perform(run, {{"greet", "each"}, {"socket_id", std::to_string(count + 1) + ".5"}});
    }
    run.close("each", step.value("code", std::uint16_t{0}), {});
  }
  run.set("attempts", count);
  run.set("least_gap", least);
  run.set("first_second", in_second);
  run.note("attempts: " + std::to_string(count) + ", " + std::to_string(in_second) +
           " of them in the first second; the smallest gap is " + std::to_string(least) + " ms");
}

bool is_connected(ClientRun& run) {
  const Track& reports = run.reports();
  const auto last = std::find_if(reports.all.rbegin(), reports.all.rend(), [](const auto& each) {
    return has_text(each.json, "report", "state");
  });
  return last != reports.all.rend() && has_text(last->json, "cur", "connected");
}

/// Whatever happened before: the client is connected to a server that is right, or connects to it.
void recovers(ClientRun& run, const Json& step) {
  // Longer than the back-off of any client after one failure.
  const Time until =
      run.stage().now() + span_in(step, "within", run.stage().is_virtual() ? "30 s" : "12 s");
  for (int number = 1;; ++number) {
    const bool done = run.wait_until([&] { return is_connected(run) || run.has_waiting(); }, until);
    if (!done) return run.miss("the client does not connect again");
    if (run.has_waiting()) {
      run.take_connection("again", until);
      run.accept("again");
      const std::string id = "77." + std::to_string(number);
      run.send("again", {1, greeting(id, 120), true, 0, false});
      run.wait_until([&] { return is_connected(run) || !run.is_open("again"); },
                     run.stage().now() + kWithin);
    }
    if (!is_connected(run)) continue;
    run.settle_down();
    if (is_connected(run)) return;
  }
}

/// A WebSocket ping with `count` bytes comes back as a pong with the same payload.
void websocket_ping(ClientRun& run, const Json& step) {
  const std::string payload(step.value("count", std::size_t{0}), 'p');
  run.send("S", {9, payload, true, 0, false});
  const auto answered = [&] {
    const auto& all = run.line("S").track.all;
    return std::any_of(all.begin(), all.end(), [&](const Sighting& each) {
      return each.received.kind == Received::Kind::Pong && each.received.text == payload;
    });
  };
  if (!run.wait_until(answered, run.stage().now() + kWithin)) {
    run.miss("a WebSocket ping is not answered with its payload");
  }
}

/// Answers all questions that no step has looked at; `secret` is a shared secret for each.
void answer_all(ClientRun& run, const Json& step) {
  Track& questions = run.questions();
  while (questions.next < questions.all.size()) {
    const Json question = questions.all[questions.next++].json;
    Json body = {{"auth", "app-key:signature-for-" + plain_text(question["socket_id"])}};
    if (step.contains("secret")) body["shared_secret"] = step["secret"];
    run.answer(question["id"], 200, json_text(body));
  }
}

void report_questions(ClientRun& run, const Json& /*step*/) {
  run.note("questions at the same time: " + std::to_string(run.questions().all.size()));
}

/// The connection ends before the server has answered the request, `count` times.
void drop_each(ClientRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 3); ++i) {
    if (!run.take_connection("each", run.stage().now() + span_in(step, "within", "20 s"))) {
      return run.miss("the client does not try again after a connection that ended at once");
    }
    run.drop("each");
  }
}

/// `count` clients, one after the other, lose their connection. Sets {places}: in how many
/// different spans of 10 ms they come back.
void measure_returns(ClientRun& run, const Json& step) {
  std::set<long> places;
  for (int i = 0; i < step.value("count", 10); ++i) {
    perform(run, {{"connected", "S"}});
    run.drop("S");
    const Time dropped = run.stage().now();
    if (!run.take_connection("again", dropped + span_in(step, "within", "20 s"))) {
      return run.miss("the client does not come back");
    }
    places.insert(static_cast<long>((run.attempts().all.back().at - dropped).count() / 10));
    run.drop("again");
    run.tell({{"cmd", "disconnect"}});
  }
  run.set("places", places.size());
  std::string all;
  for (const long each : places) all += (all.empty() ? "" : ", ") + std::to_string(each * 10);
  run.note("clients come back after (ms): " + all);
}

}  // namespace

NamedClientSteps client_named_attempts() {
  return {
      {"drop_each", drop_each},
      {"measure_returns", measure_returns},

      {"close_each", close_each},
      {"recovers", recovers},
      {"websocket_ping", websocket_ping},
      {"answer_all", answer_all},
      {"report_questions", report_questions},
  };
}

}  // namespace oread::conform
