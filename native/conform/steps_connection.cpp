// Steps about connections: they open, send and end.
#include "conform/case_run.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

/// The actors of a step: one name, or a list.
std::vector<std::string> actors(const Json& step) {
  const Json& who = step.begin().value();
  if (who.is_string()) return {who.get<std::string>()};
  std::vector<std::string> out;
  for (const Json& each : who) out.push_back(each.get<std::string>());
  return out;
}

Handshake handshake_of(const CaseRun& run, const Json& step) {
  Handshake out;
  out.key = step.contains("key") ? plain_text(step["key"]) : run.testee().app.key;
  if (step.contains("path")) out.path = plain_text(step["path"]);
  if (step.contains("query")) out.query = plain_text(step["query"]);
  if (step.contains("origin")) out.origin = plain_text(step["origin"]);
  out.answers_pings = step.value("pongs", true);
  out.with_prefix = step.value("prefix", true);
  out.offers_compression = step.value("compression", false);
  out.second_node = step.value("node", 1) == 2;
  return out;
}

void connect(CaseRun& run, const Json& step) {
  for (const std::string& who : actors(step)) run.connect(who, handshake_of(run, step));
}

/// Only opens it: what then happens is what the case is about.
void open(CaseRun& run, const Json& step) {
  for (const std::string& who : actors(step)) {
    const int status = run.open(who, handshake_of(run, step));
    run.set(who + ".status", status);
  }
}

void send(CaseRun& run, const Json& step) {
  const std::string text =
      step.contains("frame") ? json_text(step["frame"]) : plain_text(step["text"]);
  const int times = step.value("times", 1);
  for (const std::string& who : actors(step)) {
    for (int i = 0; i < times; ++i) run.wire().send(who, text);
  }
}

/// A WebSocket frame with all its bits.
void send_raw(CaseRun& run, const Json& step) {
  RawFrame frame;
  frame.opcode = step.value("opcode", std::uint8_t{1});
  frame.payload = step.contains("hex") ? std::string() : step.value("payload", std::string());
  const std::string hex = step.value("hex", std::string());
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    frame.payload += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  frame.last = step.value("last", true);
  frame.rsv = step.value("rsv", std::uint8_t{0});
  frame.masked = step.value("masked", true);
  for (const std::string& who : actors(step)) run.wire().send_raw(who, frame);
}

void close(CaseRun& run, const Json& step) {
  for (const std::string& who : actors(step)) {
    run.wire().close(who, step.value("code", std::uint16_t{1000}));
  }
}

void drop(CaseRun& run, const Json& step) {
  for (const std::string& who : actors(step)) run.wire().drop(who);
}

void wait(CaseRun& run, const Json& step) {
  run.wire().wait(Millis(milliseconds(plain_text(step["wait"])).value_or(0)));
}

/// From here on: for `never` and `count`.
void mark(CaseRun& run, const Json& step) {
  for (const std::string& who : actors(step)) {
    run.fence(who);
    run.peer(who).since = run.peer(who).events.size();
    run.peer(who).next = run.peer(who).events.size();
  }
}

}  // namespace

std::vector<Verb> connection_verbs() {
  const std::vector<std::string> how{"key",   "path",   "query",       "origin",
                                     "pongs", "prefix", "compression", "node"};
  return {
      {"connect", connect, how},
      {"open", open, how},
      {"send", send, {"frame", "text", "times"}},
      {"send_raw", send_raw, {"opcode", "payload", "hex", "last", "rsv", "masked"}},
      {"close", close, {"code"}},
      {"drop", drop, {}},
      {"wait", wait, {}},
      {"mark", mark, {}},
  };
}

}  // namespace oread::conform
