#include "conform/case_run.hpp"

#include <algorithm>

#include "conform/foreign_json.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

constexpr int kTries = 6;
constexpr Millis kFirstPause{500};
constexpr Millis kHooksSettle{2000};
/// A server may first have to read what a case has sent.
constexpr Millis kAfterHostility{30'000};
/// A server may refuse pings, too, because there were too many messages: how long to wait for a
/// pong after the last refusal.
constexpr Millis kAfterRefusal{1000};
/// If a pong takes longer, what came too late in the case proves nothing.
constexpr Millis kTooSlow{1000};

std::string event_of(const Json& frame) {
  return frame.is_object() ? plain_text(frame.value("event", Json(""))) : std::string();
}

/// The data of a frame, whether it is a string or an object.
Json data_of(const Json& frame) {
  Json data = frame.value("data", Json());
  if (data.is_string()) {
    Json inner = foreign_json(data.get_ref<const std::string&>());
    if (!inner.is_discarded()) return inner;
  }
  return data;
}

/// Whether a refusal says "later": over capacity, over quota, too many requests.
bool is_limit(const Peer& peer) {
  return std::any_of(peer.events.begin(), peer.events.end(), [](const Event& each) {
    if (each.received.kind == Received::Kind::Closed) {
      return each.received.code == 4100 || each.received.code == 4004 || each.received.code == 1013;
    }
    if (event_of(each.frame) != "pusher:error") return false;
    const Json data = data_of(each.frame);
    const Json code = data.is_object() ? data.value("code", Json()) : Json();
    return code == 4100 || code == 4004 || code == 4301;
  });
}

/// A refusal of a message because there were too many.
bool is_rate_limit(const Event& event) {
  if (event_of(event.frame) != "pusher:error") return false;
  const Json data = data_of(event.frame);
  return data.is_object() && data.value("code", Json()) == 4301;
}

bool was_limited(const Peer& peer) {
  return std::any_of(peer.events.begin(), peer.events.end(), is_rate_limit);
}

bool is_limit(int status) {
  return status == 429 || status == 503;
}

}  // namespace

CaseRun::CaseRun(const Case& about, const Testee& testee, Wire& wire, Severity severity,
                 std::string token)
    : case_(about), testee_(testee), wire_(wire), severity_(severity) {
  for (const auto& [name, value] : testee.facts) values_[name] = value;
  values_["u"] = std::move(token);
  values_["key"] = testee.app.key;
  values_["app_id"] = testee.app.id;
}

Outcome CaseRun::run() {
  const Time begun = wire_.now();
  try {
    for (const Json& step : case_.steps) perform(*this, step);
    check_sentinel();
  } catch (const End& end) {
    settle(end.verdict, end.reason);
  }
  excuse_limits();
  excuse_slowness();
  if (severity_ == Severity::Info && outcome_.verdict == Verdict::Pass) {
    outcome_.verdict = Verdict::Info;
  }
  outcome_.took = wire_.now() - begun;
  outcome_.log = wire_.entries();
  return outcome_;
}

/// A server that limits the rate of messages is not wrong for what it then did not do. In the group
/// about client events, 4301 is an answer like others.
void CaseRun::excuse_limits() {
  const Verdict found = outcome_.verdict;
  const bool bad =
      found == Verdict::Fail || found == Verdict::NonStrict || found == Verdict::Inconclusive;
  if (!bad || case_.group == "SV") return;
  for (const auto& [who, peer] : peers_) {
    if (!was_limited(peer)) continue;
    outcome_.verdict = Verdict::Inconclusive;
    outcome_.reason = "the server limits the rate of messages (4301): " + outcome_.reason;
    return;
  }
}

/// If the server or this machine is so slow that even a pong takes its time, a message that did not
/// come in time is not a fault.
void CaseRun::excuse_slowness() {
  const bool bad = outcome_.verdict == Verdict::Fail || outcome_.verdict == Verdict::NonStrict ||
                   outcome_.verdict == Verdict::Security;
  if (!bad || !wire_.has_sockets()) return;
  try {
    connect("pace", {testee_.app.key, {}});
  } catch (const End&) {
    return;
  }
  const Time begun = wire_.now();
  if (fence("pace") != Fence::Passed) return;
  const Millis took = wire_.now() - begun;
  if (took <= kTooSlow) return;
  outcome_.verdict = Verdict::Inconclusive;
  outcome_.reason =
      "too slow to judge, a pong took " + std::to_string(took.count()) + " ms: " + outcome_.reason;
}

/// A server that dropped everything would pass most cases, so it must still serve.
void CaseRun::check_sentinel() {
  if (!case_.hostile && wire_.has_sockets()) return;
  for (const auto& [who, peer] : std::map(peers_)) {
    if (!peer.greeted || !wire_.is_open(who)) continue;
    // A server that limits the rate of messages may refuse the ping.
    if (fence(who, kAfterHostility) == Fence::Silent && !was_limited(peers_[who])) {
      settle(Verdict::Fail, who + " is still open, but its pings are not answered any more");
      return;
    }
  }
  try {
    connect("sentinel", {testee_.app.key, {}});
  } catch (const End&) {
    settle(Verdict::Fail, "after this case, the server does not serve a new connection");
    return;
  }
  if (fence("sentinel", kAfterHostility) != Fence::Passed) {
    settle(Verdict::Fail,
           "after this case, the server does not answer the ping of a new connection");
  }
}

Json CaseRun::expanded(const Json& value) const {
  return expand(value, [this](const std::string& name) -> std::optional<Json> {
    const auto found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  });
}

Json CaseRun::value_of(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? Json() : found->second;
}

bool CaseRun::hear(const std::string& who, Millis within) {
  auto received = wire_.next(who, within);
  if (!received) return false;
  Event event{std::move(*received), nullptr};
  if (event.received.kind == Received::Kind::Text ||
      event.received.kind == Received::Kind::Binary) {
    event.frame = foreign_json(event.received.text);
    if (event.frame.is_discarded()) event.frame = nullptr;
  }
  peers_[who].events.push_back(std::move(event));
  return true;
}

Fence CaseRun::fence(const std::string& who, Millis within) {
  if (!wire_.is_open(who)) return Fence::Closed;
  if (who == kHooks) {
    // It cannot be asked whether there is more; a server may collect events for a while.
    wire_.wait(kHooksSettle);
    while (hear(who, Millis(0))) {
    }
    return Fence::Passed;
  }
  // Pongs for earlier pings may still be on their way.
  const auto pongs = [&] {
    const auto& events = peers_[who].events;
    return std::count_if(events.begin(), events.end(),
                         [](const Event& each) { return event_of(each.frame) == "pusher:pong"; });
  };
  while (hear(who, Millis(0))) {
  }
  const auto before = pongs();
  wire_.send(who, R"({"event":"pusher:ping","data":{}})");
  const Time latest = wire_.now() + within;
  Time until = latest;
  while (pongs() == before) {
    if (!hear(who, until - wire_.now())) {
      return wire_.is_open(who) ? Fence::Silent : Fence::Closed;
    }
    // It may answer an earlier message, or the ping.
    if (is_rate_limit(peers_[who].events.back())) {
      until = std::min(latest, wire_.now() + kAfterRefusal);
    }
  }
  return Fence::Passed;
}

int CaseRun::open(const std::string& who, Handshake handshake) {
  peers_[who] = {};
  const auto allowed = testee_.facts.find("allowed_origin");
  if (!handshake.origin && allowed != testee_.facts.end()) handshake.origin = allowed->second;
  return wire_.open(who, handshake);
}

void CaseRun::connect(const std::string& who, const Handshake& handshake) {
  Millis pause = kFirstPause;
  for (int tries = 1;; ++tries) {
    const int status = open(who, handshake);
    if (status == 101) greet(who);
    if (peers_[who].greeted) return;
    const bool later = status == 101 ? is_limit(peers_[who]) : is_limit(status);
    if (!later || tries == kTries) {
      give_up(who + " could not connect: " +
              (status == 101 ? "there was no pusher:connection_established"
               : status == 0 ? (wire_.why_not().empty() ? "no response" : wire_.why_not())
                             : "HTTP " + std::to_string(status)));
    }
    wire_.drop(who);
    wire_.note("the server limits connections: once more in " + std::to_string(pause.count()) +
               " ms");
    wire_.wait(pause);
    pause *= 2;
  }
}

void CaseRun::greet(const std::string& who) {
  const Time until = wire_.now() + kWithin;
  while (hear(who, until - wire_.now())) {
    Peer& peer = peers_[who];
    const Json& frame = peer.events.back().frame;
    if (event_of(frame) == "pusher:error") return;
    if (event_of(frame) != "pusher:connection_established") continue;
    const Json data = data_of(frame);
    if (!data.is_object()) return;
    values_[who + ".socket_id"] = data.value("socket_id", Json());
    values_[who + ".activity_timeout"] = data.value("activity_timeout", Json(120));
    peer.greeted = true;
    peer.next = peer.events.size();
    return;
  }
}

Answer CaseRun::request(const Call& call) {
  asked = call;
  Millis pause = kFirstPause;
  for (int tries = 1;; ++tries) {
    answer = wire_.request(call);
    if (!is_limit(answer.status) || tries == kTries) return answer;
    wire_.note("the server limits requests: once more in " + std::to_string(pause.count()) + " ms");
    wire_.wait(pause);
    pause *= 2;
  }
}

void CaseRun::miss(const std::string& reason, std::optional<Verdict> verdict) {
  const Verdict worst = verdict.value_or(verdict_of(severity_));
  if (worst == Verdict::Pass) return note(reason);
  if (worst > Verdict::NonStrict || worst == Verdict::Skip) throw End{worst, reason};
  settle(worst, reason);
}

void CaseRun::settle(Verdict verdict, const std::string& reason) {
  wire_.note(std::string(name(verdict)) + ": " + reason);
  if (verdict > outcome_.verdict) {
    if (!outcome_.reason.empty()) outcome_.notes.push_back(outcome_.reason);
    outcome_.verdict = verdict;
    outcome_.reason = reason;
  } else {
    outcome_.notes.push_back(reason);
  }
}

void CaseRun::note(const std::string& text) {
  wire_.note(text);
  outcome_.notes.push_back(text);
}

void CaseRun::give_up(const std::string& reason) {
  throw End{Verdict::Inconclusive, reason};
}

}  // namespace oread::conform
