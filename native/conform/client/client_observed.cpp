// What the client must have done, or must not: sent, reported, asked, connected.
#include <algorithm>

#include "conform/client/client_run.hpp"
#include "conform/client/client_steps.hpp"
#include "conform/client/client_times.hpp"
#include "conform/match.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

// A foreign client would need minutes to show that it stays away; this long is more than the first
// delay of any that does not.
constexpr Millis kQuietMost{4000};

std::string brief(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 300);
}

/// What this alternative wants to see.
Json pattern_of(const Json& wanted) {
  for (const char* key : {"frame", "report", "reported", "fields"}) {
    if (wanted.contains(key)) return wanted[key];
  }
  return Json::object();
}

bool fits(const Sighting& sighting, const Json& wanted) {
  if (sighting.received.kind == Received::Kind::Closed) {
    return wanted.contains("closed") && matches(Json(sighting.received.code), wanted["closed"]);
  }
  if (wanted.contains("closed") || wanted.contains("silence")) return false;
  return matches(sighting.json, pattern_of(wanted));
}

std::string instead(const Track& track, std::size_t from, const Json& wanted) {
  const Json pattern = pattern_of(wanted);
  std::string came;
  for (std::size_t i = from; i < track.all.size(); ++i) {
    const Sighting& each = track.all[i];
    if (each.received.kind == Received::Kind::Closed) {
      return "the client closed the connection with " + std::to_string(each.received.code);
    }
    if (!each.json.is_object()) continue;
    for (const char* key : {"event", "report"}) {
      if (!pattern.is_object() || !pattern.contains(key) || !each.json.contains(key)) continue;
      if (!matches(each.json[key], pattern[key])) continue;
      return *mismatch(&each.json, pattern);
    }
    if (has_text(each.json, "event", "pusher:pong")) continue;
    if (has_text(each.json, "of", "state")) continue;
    came += (came.empty() ? "" : ", ") + brief(each.json);
  }
  return came.empty() ? "nothing came" : "instead came " + came;
}

std::vector<Json> alternatives(const Json& step) {
  std::vector<Json> out{step};
  for (const Json& each : step.value("one_of", Json::array())) out.push_back(each);
  return out;
}

void take(ClientRun& run, const Json& alternative, bool first) {
  if (first) return;
  const auto verdict = verdict_in(alternative);
  const std::string note = alternative.value("note", std::string());
  if (verdict && *verdict != Verdict::Pass) return run.miss(note, verdict);
  if (!note.empty()) run.note(note);
}

/// The next sighting on a track that one of the alternatives describes; those before it are passed
/// over. {"silence": true} is an alternative that a fence decides.
void await(ClientRun& run, const Json& step, const std::string& name) {
  const std::vector<Json> all = alternatives(step);
  const auto silence = std::find_if(all.begin(), all.end(),
                                    [](const Json& each) { return each.contains("silence"); });
  const Band band = band_of(run, step, "5 s");
  const std::size_t from = run.track(name).next;
  const Json* found = nullptr;
  const Sighting* what = nullptr;
  const auto look = [&] {
    Track& track = run.track(name);
    while (found == nullptr && track.next < track.all.size()) {
      what = &track.all[track.next++];
      for (const Json& each : all) {
        if (found == nullptr && fits(*what, each)) found = &each;
      }
    }
    return found != nullptr;
  };
  if (silence != all.end()) {
    run.settle_down();
    if (!look()) return take(run, *silence, false);
  } else if (!run.wait_until(look, band.last)) {
    const std::string note = step.value("note", std::string());
    return run.miss((note.empty() ? "there was no " + brief(pattern_of(step)) : note) + ": " +
                        instead(run.track(name), from, step),
                    verdict_in(step));
  }
  if (const auto why = band.too_early(run, what->at)) {
    run.miss(step.value("note", brief(pattern_of(step))) + ": it came " + *why, verdict_in(step));
  }
  take(run, *found, found == &all.front());
}

void expect(ClientRun& run, const Json& step) {
  await(run, step, step["expect"]);
}

void reported(ClientRun& run, const Json& step) {
  await(run, step, "driver");
}

/// {"closed": "S"}: the client ends the connection.
void closed(ClientRun& run, const Json& step) {
  const std::string name = step["closed"];
  const Band band = band_of(run, step, "5 s");
  if (run.wait_until([&] { return !run.is_open(name); }, band.last)) return;
  run.miss(step.value("note", "the client does not close " + name), verdict_in(step));
}

/// {"never": "S", "frame": P}: nothing since `mark` matches, up to a fence.
void never(ClientRun& run, const Json& step) {
  run.settle_down();
  const Track& track = run.track(step["never"]);
  for (std::size_t i = track.since; i < track.all.size(); ++i) {
    if (!fits(track.all[i], step)) continue;
    return run.miss(
        step.value("note", "the client did what it must not") + ": " + brief(track.all[i].json),
        verdict_in(step));
  }
}

/// {"count": "S", "frame": P, "is": 1}.
void count(ClientRun& run, const Json& step) {
  run.settle_down();
  const Track& track = run.track(step["count"]);
  const auto found =
      std::count_if(track.all.begin() + static_cast<std::ptrdiff_t>(track.since), track.all.end(),
                    [&](const Sighting& each) { return fits(each, step); });
  const Json number = found;
  const auto why = mismatch(&number, step["is"], "the number");
  if (!why) return;
  for (const Json& each : step.value("one_of", Json::array())) {
    if (matches(number, each["is"])) return take(run, each, false);
  }
  run.miss(step.value("note", "too many or too few") + ": " + *why, verdict_in(step));
}

/// {"quiet": "10 min"}: the client opens no connection meanwhile.
void quiet(ClientRun& run, const Json& step) {
  const Millis span(milliseconds(plain_text(step["quiet"])).value_or(0));
  const std::size_t before = run.attempts().all.size();
  const bool is_virtual = run.stage().is_virtual();
  const Time until = run.stage().now() + (is_virtual ? span : std::min(span, kQuietMost));
  if (!run.wait_until([&] { return run.attempts().all.size() > before; }, until)) return;
  const Millis after = run.attempts().all.back().at - run.acted();
  run.miss(step.value("note", "the client connects again") + " after " +
               std::to_string(after.count()) + " ms",
           verdict_in(step));
}

/// {"serves": "S"}: the client answers pings there, and its driver answers.
void serves(ClientRun& run, const Json& step) {
  const std::string name = step["serves"];
  if (run.is_open(name) && run.fence(name)) return;
  run.miss(step.value("note", run.is_open(name) ? "the client does not answer pings any more"
                                                : "the client closed the connection"),
           verdict_in(step));
}

/// {"answers": "members", "ch": "x", "is": P}: the driver's result.
void answers(ClientRun& run, const Json& step) {
  const Json& of = step["answers"];
  Json command = {{"cmd", of}};
  if (step.contains("ch")) command["ch"] = step["ch"];
  Track& track = run.reports();
  track.next = track.all.size();
  run.tell(command);
  const Sighting* found = nullptr;
  run.wait_until(
      [&] {
        for (; found == nullptr && track.next < track.all.size(); ++track.next) {
          const Sighting& each = track.all[track.next];
          const bool fits =
              has_text(each.json, "report", "result") && has_text(each.json, "of", plain_text(of));
          if (fits) found = &each;
        }
        return found != nullptr;
      },
      run.stage().now() + kWithin);
  if (found == nullptr) ClientRun::give_up("the driver does not answer " + json_text(of));
  const Json value = found->json.value("value", Json());
  const auto why = mismatch(&value, step["is"], plain_text(of));
  if (!why) return;
  for (const Json& each : step.value("one_of", Json::array())) {
    if (matches(value, each["is"])) return take(run, each, false);
  }
  run.miss(step.value("note", std::string("the client says")) + ": " + *why, verdict_in(step));
}

void report(ClientRun& run, const Json& step) {
  run.note(plain_text(step["report"]) + ": " + plain_text(step["value"]));
}

void check(ClientRun& run, const Json& step) {
  const Json& value = step["check"];
  if (const auto why = mismatch(&value, step["is"], step.value("note", std::string("the value")))) {
    run.miss(*why, verdict_in(step));
  }
}

}  // namespace

std::vector<ClientVerb> observation_verbs() {
  return {
      {"expect", expect, {"frame", "closed", "one_of", "within", "after", "verdict", "note"}},
      {"reported", reported, {"one_of", "within", "after", "verdict", "note"}},
      {"closed", closed, {"within", "verdict", "note"}},
      {"never", never, {"frame", "report", "fields", "verdict", "note"}},
      {"count", count, {"frame", "report", "fields", "is", "one_of", "verdict", "note"}},
      {"quiet", quiet, {"verdict", "note"}},
      {"serves", serves, {"verdict", "note"}},
      {"answers", answers, {"ch", "is", "one_of", "verdict", "note"}},
      {"report", report, {"value"}},
      {"check", check, {"is", "verdict", "note"}},
  };
}

}  // namespace oread::conform
