// What the scripted server does: it takes connections, greets, sends and ends them.
#include <algorithm>

#include "conform/client/client_run.hpp"
#include "conform/client/client_steps.hpp"
#include "conform/client/client_times.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

/// {"accept": "S", "status": 101}: the client opens a connection, which is accepted or refused.
void accept(ClientRun& run, const Json& step) {
  const std::string name = step["accept"];
  const Band band = band_of(run, step, "5 s");
  if (!run.take_connection(name, band.last)) {
    return run.miss(step.value("note", "the client does not connect"), verdict_in(step));
  }
  const Line& line = run.line(name);
  run.set(name + ".target", target_of(line.head));
  run.set(name + ".scheme", header_of(line.head, "X-Scheme"));
  if (const auto why = band.too_early(run, run.attempts().all.back().at)) {
    run.miss("the client connects " + *why, verdict_in(step));
  }
  if (!step.contains("status")) return run.accept(name, step.value("headers", std::string()));
  run.refuse(name, step["status"], step.value("headers", std::string()));
}

void send_json(ClientRun& run, const std::string& name, const std::string& text) {
  run.send(name, {1, text, true, 0, false});
}

void greet(ClientRun& run, const Json& step) {
  const std::string name = step["greet"];
  const Json id = step.value("socket_id", Json("1.1"));
  run.set(name + ".socket_id", id);
  send_json(run, name, greeting(plain_text(id), step.value("activity_timeout", Json(120))));
  const auto connected = [&] {
    const auto& all = run.reports().all;
    return std::any_of(all.begin(), all.end(), [&](const Sighting& each) {
      return has_text(each.json, "report", "state") && has_text(each.json, "cur", "connected") &&
             each.json.value("socket_id", Json(id)) == id;
    });
  };
  if (!run.wait_until(connected, run.stage().now() + kWithin)) {
    ClientRun::give_up("the client does not report that it is connected");
  }
}

/// {"send": "S", "frame": {…}} or "text"; `times` repeats it.
void send(ClientRun& run, const Json& step) {
  const std::string text =
      step.contains("frame") ? json_text(step["frame"]) : plain_text(step["text"]);
  for (int i = 0; i < step.value("times", 1); ++i) send_json(run, step["send"], text);
}

/// A WebSocket frame with all its bits.
void send_raw(ClientRun& run, const Json& step) {
  RawFrame frame{step.value("opcode", std::uint8_t{1}), {}, true, 0, false};
  frame.payload = step.value("payload", std::string());
  const std::string hex = step.value("hex", std::string());
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    frame.payload += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  frame.last = step.value("last", true);
  frame.rsv = step.value("rsv", std::uint8_t{0});
  frame.masked = step.value("masked", false);
  run.send(step["send_raw"], frame);
}

void close(ClientRun& run, const Json& step) {
  run.close(step["close"], step.value("code", std::uint16_t{1000}),
            step.value("reason", std::string()));
}

void drop(ClientRun& run, const Json& step) {
  run.drop(step["drop"]);
}

void wait(ClientRun& run, const Json& step) {
  run.wait(Millis(milliseconds(plain_text(step["wait"])).value_or(0)));
}

/// The server answers pings of the client, unless a case says otherwise.
void pongs(ClientRun& run, const Json& step) {
  run.line(step["pongs"]).answers_pings = step.value("on", false);
}

/// From here on: for `never` and `count`. What came before is passed over.
void mark(ClientRun& run, const Json& step) {
  run.settle_down();
  for (const Json& each : step["mark"]) {
    Track& track = run.track(each);
    track.since = track.next = track.all.size();
  }
}

}  // namespace

std::string greeting(const std::string& socket_id, const Json& activity_timeout) {
  const Json data = {{"socket_id", socket_id}, {"activity_timeout", activity_timeout}};
  return json_text(Json{{"event", "pusher:connection_established"}, {"data", json_text(data)}});
}

std::vector<ClientVerb> server_verbs() {
  return {
      {"accept", accept, {"status", "headers", "within", "after", "verdict", "note"}},
      {"greet", greet, {"socket_id", "activity_timeout"}},
      {"send", send, {"frame", "text", "times"}},
      {"send_raw", send_raw, {"opcode", "payload", "hex", "last", "rsv", "masked"}},
      {"close", close, {"code", "reason"}},
      {"drop", drop, {}},
      {"wait", wait, {}},
      {"pongs", pongs, {"on"}},
      {"mark", mark, {}},
  };
}

}  // namespace oread::conform
