// Steps that look at what arrived: expect, never, count, answers, report, check.
#include <algorithm>

#include "conform/case_run.hpp"
#include "conform/match.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

std::optional<Verdict> verdict_in(const Json& json) {
  return json.contains("verdict") ? verdict_named(plain_text(json["verdict"])) : std::nullopt;
}

Json shown(const Event& event) {
  return event.frame.is_null() ? Json(event.received.text) : event.frame;
}

/// Whether an event is what this alternative describes.
bool fits(const Event& event, const Json& wanted) {
  if (event.received.kind == Received::Kind::Closed) {
    return wanted.contains("closed") && matches(Json(event.received.code), wanted["closed"]);
  }
  return wanted.contains("frame") && matches(event.frame, wanted["frame"]);
}

/// Why nothing matched: the message that came nearest, or what came instead.
std::string instead(const Peer& peer, std::size_t from, const Json& wanted) {
  std::string came;
  for (std::size_t i = from; i < peer.events.size(); ++i) {
    const Event& event = peer.events[i];
    if (event.received.kind == Received::Kind::Closed) {
      return "the connection was closed with " + std::to_string(event.received.code);
    }
    const bool same = wanted.contains("frame") && wanted["frame"].contains("event") &&
                      event.frame.is_object() &&
                      matches(event.frame.value("event", Json()), wanted["frame"]["event"]);
    if (same) return *mismatch(&event.frame, wanted["frame"]);
    if (has_text(event.frame, "event", "pusher:pong")) continue;
    came += (came.empty() ? "" : ", ") + json_text(shown(event)).substr(0, 200);
  }
  return came.empty() ? "nothing came" : "instead came " + came;
}

/// The alternatives of a step, the step itself first.
std::vector<Json> alternatives(const Json& step) {
  std::vector<Json> out;
  if (step.contains("frame") || step.contains("closed")) out.push_back(step);
  for (const Json& each : step.value("one_of", Json::array())) out.push_back(each);
  return out;
}

/// Ends the expectation with the alternative that came true.
void take(CaseRun& run, const Json& alternative, bool first) {
  const auto verdict = verdict_in(alternative);
  if (first) return;
  const std::string note = alternative.value("note", std::string());
  if (verdict && *verdict != Verdict::Pass) return run.miss(note, verdict);
  if (!note.empty()) run.note(note);
}

/// The first event from `peer.next` on that one of the alternatives describes.
const Json* find(Peer& peer, const std::vector<Json>& all, bool only_next) {
  while (peer.next < peer.events.size()) {
    const Event& event = peer.events[peer.next++];
    for (const Json& each : all) {
      if (fits(event, each)) return &each;
    }
    if (only_next) return nullptr;
  }
  return nullptr;
}

/// {"expect": "A", "frame": P}: the next message that matches; messages before it are passed over.
/// With `one_of`, the first alternative that comes true decides: another frame, {"closed": codes}
/// or
/// {"silence": true}, which is decided by a fence.
void expect(CaseRun& run, const Json& step) {
  const std::string who = step["expect"];
  const std::vector<Json> all = alternatives(step);
  const bool only_next = step.value("next", false);
  Peer& peer = run.peer(who);
  const std::size_t from = peer.next;
  const auto silence = std::find_if(all.begin(), all.end(),
                                    [](const Json& each) { return each.contains("silence"); });
  Time until =
      run.wire().now() + Millis(milliseconds(step.value("within", std::string("5 s"))).value_or(0));
  if (silence != all.end()) {
    run.fence(who);
    until = run.wire().now() + run.wire().patience();
  }
  for (;;) {
    const bool any = peer.next < peer.events.size();
    if (const Json* found = find(peer, all, only_next)) {
      return take(run, *found,
                  found == &all.front() && (step.contains("frame") || step.contains("closed")));
    }
    if (any && only_next) break;
    if (!run.hear(who, std::max(Millis(0), until - run.wire().now()))) break;
  }
  if (silence != all.end() && run.wire().is_open(who)) return take(run, *silence, false);
  const std::string what = step.value("note", std::string());
  run.miss((what.empty() ? who + " did not receive " + json_text(all.front().value("frame", Json()))
                         : what) +
               ": " + instead(peer, from, all.front()),
           verdict_in(step));
}

/// {"closed": "A", "code": P}: the server ends the connection.
void closed(CaseRun& run, const Json& step) {
  const std::string who = step["closed"];
  const Time until =
      run.wire().now() + Millis(milliseconds(step.value("within", std::string("5 s"))).value_or(0));
  Peer& peer = run.peer(who);
  for (std::size_t at = peer.since;;) {
    for (; at < peer.events.size(); ++at) {
      const Received& each = peer.events[at].received;
      if (each.kind != Received::Kind::Closed) continue;
      const Json code = each.code;
      const auto why =
          mismatch(&code, step.value("code", Json{{"$type", "integer"}}), "the close code");
      if (!why) return;
      for (const Json& one : step.value("one_of", Json::array())) {
        if (matches(code, one["code"])) return take(run, one, false);
      }
      return run.miss(*why, verdict_in(step));
    }
    if (!run.hear(who, std::max(Millis(0), until - run.wire().now()))) break;
  }
  run.miss(step.value("note", "the server did not close " + who), verdict_in(step));
}

/// Hears all that was sent to `who` so far.
void catch_up(CaseRun& run, const std::string& who) {
  // A connection that was never greeted may be open and deaf.
  if (run.fence(who) == Fence::Silent && run.peer(who).greeted) {
    CaseRun::give_up("the server does not answer pings of " + who);
  }
  const Time until = run.wire().now() + run.wire().patience();
  while (run.hear(who, std::max(Millis(0), until - run.wire().now()))) {
  }
}

/// {"never": "A", "frame": P}: nothing since `mark` matches, up to a fence.
void never(CaseRun& run, const Json& step) {
  const std::string who = step["never"];
  catch_up(run, who);
  const Peer& peer = run.peer(who);
  for (std::size_t i = peer.since; i < peer.events.size(); ++i) {
    if (!fits(peer.events[i], step)) continue;
    return run.miss(step.value("note", who + " received what it must not") + ": " +
                        json_text(shown(peer.events[i])).substr(0, 300),
                    verdict_in(step));
  }
}

/// {"count": "A", "frame": P, "is": 1}: as many messages since `mark`, up to a fence.
void count(CaseRun& run, const Json& step) {
  const std::string who = step["count"];
  catch_up(run, who);
  const Peer& peer = run.peer(who);
  const auto found =
      std::count_if(peer.events.begin() + static_cast<std::ptrdiff_t>(peer.since),
                    peer.events.end(), [&](const Event& each) { return fits(each, step); });
  const Json number = found;
  if (const auto why = mismatch(&number, step["is"], "the number of such messages")) {
    run.miss(step.value("note", who + " received too many or too few") + ": " + *why,
             verdict_in(step));
  }
}

/// {"answers": "A"}: the connection is served: a ping gets a pong.
void answers(CaseRun& run, const Json& step) {
  const std::string who = step["answers"];
  switch (run.fence(who)) {
    case Fence::Passed: return;
    case Fence::Closed: {
      while (run.hear(who, Millis(0))) {
      }
      const Peer& peer = run.peer(who);
      const std::string code =
          peer.events.empty() ? "" : " with " + std::to_string(peer.events.back().received.code);
      return run.miss(step.value("note", "the server closed " + who + code), verdict_in(step));
    }
    case Fence::Silent:
      run.miss(step.value("note", "the server does not answer the ping of " + who),
               verdict_in(step));
  }
}

/// {"report": "the limit", "value": …}: a fact for the report.
void report(CaseRun& run, const Json& step) {
  run.note(plain_text(step["report"]) + ": " + plain_text(step["value"]));
}

/// {"check": value, "is": P}.
void check(CaseRun& run, const Json& step) {
  const Json& value = step["check"];
  if (const auto why = mismatch(&value, step["is"], step.value("note", std::string("the value")))) {
    run.miss(*why, verdict_in(step));
  }
}

}  // namespace

std::vector<Verb> expect_verbs() {
  return {
      {"expect", expect, {"frame", "closed", "one_of", "within", "next", "verdict", "note"}},
      {"closed", closed, {"code", "one_of", "within", "verdict", "note"}},
      {"never", never, {"frame", "closed", "verdict", "note"}},
      {"count", count, {"frame", "is", "verdict", "note"}},
      {"answers", answers, {"verdict", "note"}},
      {"report", report, {"value"}},
      {"check", check, {"is", "verdict", "note"}},
  };
}

}  // namespace oread::conform
