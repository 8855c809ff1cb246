#include "conform/client/client_run.hpp"

#include <algorithm>

#include "conform/client/client_steps.hpp"
#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

// Reports show less; transcripts need whole messages.
constexpr std::size_t kLogBytes = 100'000;
constexpr Millis kPatience{150};
/// If an answer of the driver takes longer, what came too late in the case proves nothing.
constexpr Millis kTooSlow{2000};

std::string event_of(const Json& frame) {
  return frame.is_object() ? plain_text(frame.value("event", Json(""))) : std::string();
}

Json parsed(const std::string& text) {
  Json out = foreign_json(text);
  return out.is_discarded() ? Json() : out;
}

std::string described(const RawFrame& frame) {
  if (frame.opcode == 1 && frame.last && frame.rsv == 0 && !frame.masked) return frame.payload;
  std::string out = "[opcode " + std::to_string(frame.opcode);
  if (!frame.last) out += ", not the last fragment";
  if (frame.rsv != 0) out += ", reserved bits " + std::to_string(frame.rsv);
  if (frame.masked) out += ", masked";
  return out + "] " + frame.payload;
}

std::ptrdiff_t pongs(const Line& line) {
  return std::count_if(line.track.all.begin(), line.track.all.end(),
                       [](const Sighting& each) { return event_of(each.json) == "pusher:pong"; });
}

}  // namespace

ClientRun::ClientRun(const Case& about, Stage& stage, Severity severity, std::string token)
    : case_(about), stage_(stage), severity_(severity) {
  values_["u"] = std::move(token);
  values_["key"] = "app-key";
}

Outcome ClientRun::run() {
  begun_ = acted_ = stage_.now();
  if (const std::string error = stage_.begin(*this); !error.empty()) {
    outcome_.verdict = Verdict::Inconclusive;
    outcome_.reason = error;
    return outcome_;
  }
  try {
    for (const Json& step : case_.steps) perform(*this, step);
    check_survival();
  } catch (const End& end) {
    judge(end.verdict, end.reason);
  }
  // A client that dies never passes, and what it did not do is a consequence.
  if (is_dead()) {
    if (!outcome_.reason.empty()) outcome_.notes.push_back(outcome_.reason);
    outcome_.verdict = std::max(Verdict::Fail, outcome_.verdict);
    outcome_.reason = "the client died: " + death_;
  }
  excuse_slowness();
  if (severity_ == Severity::Info && outcome_.verdict == Verdict::Pass) {
    outcome_.verdict = Verdict::Info;
  }
  for (const auto& [name, line] : lines_) {
    if (line.open) stage_.close(line.id, 0, {});
  }
  stage_.end();
  outcome_.took = stage_.now() - begun_;
  outcome_.log = std::move(entries_);
  return outcome_;
}

void ClientRun::excuse_slowness() {
  const bool bad = outcome_.verdict == Verdict::Fail || outcome_.verdict == Verdict::NonStrict ||
                   outcome_.verdict == Verdict::Security;
  if (!bad || is_dead() || stage_.is_virtual()) return;
  const Time begun = stage_.now();
  if (!fence({})) return;
  const Millis took = stage_.now() - begun;
  if (took <= kTooSlow) return;
  outcome_.verdict = Verdict::Inconclusive;
  outcome_.reason = "too slow to judge, the driver took " + std::to_string(took.count()) +
                    " ms to answer: " + outcome_.reason;
}

void ClientRun::check_survival() {
  if (!case_.hostile) return;
  for (auto& [name, line] : lines_) {
    if (!line.open || fence(name)) continue;
    if (!line.open) continue;
    judge(Verdict::Fail, "after this case, the client does not answer pings on " + name);
  }
}

Json ClientRun::expanded(const Json& value) const {
  return expand(value, [this](const std::string& name) -> std::optional<Json> {
    const auto found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  });
}

Json ClientRun::value_of(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? Json() : found->second;
}

Line& ClientRun::line(const std::string& name) {
  const auto found = lines_.find(name);
  if (found == lines_.end()) give_up("there is no connection " + name);
  return found->second;
}

bool ClientRun::is_open(const std::string& name) const {
  const auto found = lines_.find(name);
  return found != lines_.end() && found->second.open;
}

Track& ClientRun::track(const std::string& name) {
  if (name == "driver") return reports_;
  if (name == "auth") return questions_;
  if (name == "connections") return attempts_;
  return line(name).track;
}

bool ClientRun::wait_until(const std::function<bool()>& done, Time until) {
  while (!done()) {
    if (is_dead() || stage_.now() >= until) return false;
    stage_.pump(until);
  }
  return true;
}

void ClientRun::wait(Millis span) {
  const Time until = stage_.now() + span;
  while (stage_.now() < until && !is_dead()) stage_.pump(until);
}

void ClientRun::tell(const Json& command) {
  log(LogEntry::Kind::Request, {}, json_text(command));
  acted_ = stage_.now();
  stage_.tell(command);
  // A driver reads its commands on another way than the client its messages: without this, a case
  // would race against itself.
  if (!stage_.is_virtual()) fence({});
}

bool ClientRun::take_connection(const std::string& name, Time until) {
  if (!wait_until([this] { return !waiting_.empty(); }, until)) return false;
  auto first = waiting_.extract(waiting_.begin());
  if (const auto old = lines_.find(name); old != lines_.end()) names_.erase(old->second.id);
  names_[first.key()] = name;
  Line& taken = lines_[name] = std::move(first.mapped());
  log(LogEntry::Kind::Open, name, taken.head.substr(0, taken.head.find("\r\n")));
  return true;
}

void ClientRun::accept(const std::string& name, const std::string& headers) {
  Line& taken = line(name);
  if (!taken.open) return;
  acted_ = stage_.now();
  stage_.accept(taken.id, headers);
}

void ClientRun::refuse(const std::string& name, int status, const std::string& headers) {
  Line& taken = line(name);
  taken.open = false;
  log(LogEntry::Kind::Closed, name, "refused with HTTP " + std::to_string(status));
  acted_ = stage_.now();
  stage_.refuse(taken.id, status, headers);
}

void ClientRun::send(const std::string& name, const RawFrame& frame) {
  Line& to = line(name);
  if (!to.open) return;
  to.was_sent_to = true;
  log(LogEntry::Kind::Received, name, described(frame));
  acted_ = stage_.now();
  stage_.send(to.id, frame);
}

void ClientRun::close(const std::string& name, std::uint16_t code, const std::string& reason) {
  Line& which = line(name);
  if (!which.open) return;
  which.open = false;
  log(LogEntry::Kind::Closed, name,
      code == 0 ? "by the server, without a close frame"
                : "by the server, " + std::to_string(code) + " " + reason);
  acted_ = stage_.now();
  stage_.close(which.id, code, reason);
}

void ClientRun::drop(const std::string& name) {
  close(name, 0, {});
}

void ClientRun::answer(int question, int status, const std::string& body) {
  log(LogEntry::Kind::Answer, "auth", std::to_string(status) + " " + body);
  acted_ = stage_.now();
  stage_.answer(question, status, body);
}

bool ClientRun::fence(const std::string& name) {
  const Time acted = acted_;
  bool passed = true;
  if (!name.empty() && is_open(name) && lines_[name].was_sent_to) {
    const Line& line = lines_[name];
    const auto before = pongs(line);
    send(name, {1, R"({"event":"pusher:ping","data":"{}"})", true, 0, false});
    passed =
        wait_until([&] { return pongs(line) > before || !line.open; }, stage_.now() + kWithin) &&
        line.open;
  }
  const auto results = [this] {
    return std::count_if(reports_.all.begin(), reports_.all.end(), [](const Sighting& each) {
      return has_text(each.json, "report", "result") && has_text(each.json, "of", "state");
    });
  };
  const auto before = results();
  stage_.tell({{"cmd", "state"}});
  passed = wait_until([&] { return results() > before; }, stage_.now() + kWithin) && passed;
  acted_ = acted;
  return passed;
}

void ClientRun::settle_down() {
  bool any = false;
  for (const auto& [name, line] : std::map(lines_)) {
    if (!line.open) continue;
    any = true;
    fence(name);
  }
  if (!any) fence({});
  if (!stage_.is_virtual()) wait(kPatience);
}

void ClientRun::opened(int connection, std::string head) {
  Line fresh;
  fresh.id = connection;
  fresh.head = std::move(head);
  fresh.open = true;
  attempts_.all.push_back({stage_.now(), Json{{"request", fresh.head}}, {}});
  waiting_[connection] = std::move(fresh);
}

void ClientRun::received(int connection, Received received) {
  const auto known = names_.find(connection);
  const bool waits = known == names_.end();
  if (waits && waiting_.count(connection) == 0) return;
  Line& from = waits ? waiting_[connection] : lines_[known->second];
  if (!from.open) return;
  const std::string name = waits ? "?" : known->second;
  const bool closed = received.kind == Received::Kind::Closed;
  log(closed ? LogEntry::Kind::Closed : LogEntry::Kind::Sent, name,
      closed ? "by the client, " + std::to_string(received.code) + " " + received.text
             : received.text);
  if (closed) from.open = false;
  Json json = closed ? Json() : parsed(received.text);
  const bool ping = event_of(json) == "pusher:ping" && from.answers_pings;
  from.track.all.push_back({stage_.now(), std::move(json), std::move(received)});
  if (closed && waits) waiting_.erase(connection);
  if (ping) {
    const std::string pong = R"({"event":"pusher:pong","data":"{}"})";
    log(LogEntry::Kind::Received, name, pong);
    stage_.send(connection, {1, pong, true, 0, false});
  }
}

void ClientRun::asked(Question question) {
  Json all = question.fields;
  all["path"] = question.path;
  all["headers"] = question.headers;
  all["id"] = question.id;
  log(LogEntry::Kind::Request, "auth", question.path + " " + json_text(question.fields));
  questions_.all.push_back({stage_.now(), std::move(all), {}});
}

void ClientRun::reported(Json report) {
  if (!report.is_object()) return;
  log(LogEntry::Kind::Answer, {}, json_text(report));
  reports_.all.push_back({stage_.now(), std::move(report), {}});
}

void ClientRun::died(std::string why) {
  log(LogEntry::Kind::Note, {}, "the client died: " + why);
  death_ = std::move(why);
}

void ClientRun::miss(const std::string& reason, std::optional<Verdict> verdict) {
  const Verdict worst = verdict.value_or(verdict_of(severity_));
  if (worst == Verdict::Pass) return note(reason);
  if (worst > Verdict::NonStrict || worst == Verdict::Skip) throw End{worst, reason};
  judge(worst, reason);
}

void ClientRun::judge(Verdict verdict, const std::string& reason) {
  log(LogEntry::Kind::Note, {}, std::string(conform::name(verdict)) + ": " + reason);
  if (verdict <= outcome_.verdict && !outcome_.reason.empty()) {
    outcome_.notes.push_back(reason);
    return;
  }
  if (!outcome_.reason.empty()) outcome_.notes.push_back(outcome_.reason);
  outcome_.verdict = verdict;
  outcome_.reason = reason;
}

void ClientRun::note(const std::string& text) {
  log(LogEntry::Kind::Note, {}, text);
  outcome_.notes.push_back(text);
}

void ClientRun::give_up(const std::string& reason) {
  throw End{Verdict::Inconclusive, reason};
}

void ClientRun::log(LogEntry::Kind kind, const std::string& who, const std::string& text) {
  std::string shown = text.substr(0, kLogBytes);
  if (text.size() > kLogBytes) shown += "… (" + std::to_string(text.size()) + " bytes)";
  entries_.push_back({kind, stage_.now() - begun_, who, std::move(shown)});
}

}  // namespace oread::conform
