#include "conform/wire.hpp"

#include "conform/expand.hpp"
#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

// Reports show less; transcripts need whole messages.
constexpr std::size_t kLogBytes = 100'000;

bool is_ping(const std::string& text) {
  // Only a short message can be one.
  if (text.size() > 200 || text.find("pusher:ping") == std::string::npos) return false;
  const Json json = foreign_json(text);
  return json.is_object() && plain_text(json.value("event", Json())) == "pusher:ping";
}

std::string described(const RawFrame& frame) {
  if (frame.opcode == 1 && frame.last && frame.rsv == 0 && frame.masked) return frame.payload;
  std::string out = "[opcode " + std::to_string(frame.opcode);
  if (!frame.last) out += ", not the last fragment";
  if (frame.rsv != 0) out += ", reserved bits " + std::to_string(frame.rsv);
  if (!frame.masked) out += ", not masked";
  return out + "] " + frame.payload;
}

}  // namespace

std::string_view name(LogEntry::Kind kind) {
  switch (kind) {
    case LogEntry::Kind::Open: return "open";
    case LogEntry::Kind::Sent: return "sent";
    case LogEntry::Kind::Received: return "received";
    case LogEntry::Kind::Closed: return "closed";
    case LogEntry::Kind::Request: return "request";
    case LogEntry::Kind::Answer: return "answer";
    case LogEntry::Kind::Note: return "note";
  }
  return "";
}

void Wire::log(LogEntry::Kind kind, const std::string& who, const std::string& text) {
  if (!begun_) begun_ = now();
  std::string shown = text.substr(0, kLogBytes);
  if (text.size() > kLogBytes) shown += "… (" + std::to_string(text.size()) + " bytes)";
  entries_.push_back({kind, now() - *begun_, who, std::move(shown)});
}

int Wire::open(const std::string& who, const Handshake& handshake) {
  const std::string path = handshake.path.empty() ? "/app/" + handshake.key : handshake.path;
  log(LogEntry::Kind::Open, who,
      path + "?" + handshake.query +
          (handshake.origin ? " from origin " + *handshake.origin : std::string()));
  peers_[who] = {true, handshake.answers_pings, {}};
  const int status = do_open(who, handshake);
  if (status != 101) {
    peers_[who].open = false;
    log(LogEntry::Kind::Closed, who,
        status == 0 ? (why_not_.empty() ? "no response" : "no WebSocket: " + why_not_)
                    : "HTTP " + std::to_string(status) + " instead of a WebSocket");
  }
  return status;
}

void Wire::send(const std::string& who, const std::string& text) {
  send_raw(who, {1, text});
}

void Wire::send_raw(const std::string& who, const RawFrame& frame) {
  if (!is_open(who)) return;
  log(LogEntry::Kind::Sent, who, described(frame));
  do_send(who, frame);
}

void Wire::close(const std::string& who, std::uint16_t code) {
  if (!is_open(who)) return;
  log(LogEntry::Kind::Closed, who, "by us, " + std::to_string(code));
  peers_[who].open = false;
  do_close(who, code);
}

void Wire::drop(const std::string& who) {
  if (!is_open(who)) return;
  log(LogEntry::Kind::Closed, who, "by us, without a close frame");
  peers_[who].open = false;
  do_close(who, 0);
}

bool Wire::is_open(const std::string& who) const {
  const auto found = peers_.find(who);
  return found != peers_.end() && found->second.open;
}

std::optional<Received> Wire::next(const std::string& who, Millis within) {
  Peer& peer = peers_[who];
  const Time until = now() + within;
  for (;;) {
    if (!peer.inbox.empty()) {
      Received first = std::move(peer.inbox.front());
      peer.inbox.pop_front();
      return first;
    }
    if (!peer.open || now() >= until) return std::nullopt;
    pump(until);
  }
}

void Wire::wait(Millis span) {
  const Time until = now() + span;
  while (now() < until) pump(until);
}

Answer Wire::request(const Call& call) {
  log(LogEntry::Kind::Request, {},
      call.method + " " + call.path + (call.body.empty() ? "" : " " + call.body));
  Answer answer = do_request(call);
  log(LogEntry::Kind::Answer, {},
      answer.status == 0 ? answer.body : std::to_string(answer.status) + " " + answer.body);
  return answer;
}

std::vector<int> Wire::exchange(const std::vector<std::string>& pieces, std::size_t responses) {
  std::string all;
  for (const std::string& each : pieces) all += each;
  log(LogEntry::Kind::Request, {}, all);
  std::vector<int> out = do_exchange(pieces, responses);
  std::string shown;
  for (const int each : out) shown += (shown.empty() ? "" : ", ") + std::to_string(each);
  log(LogEntry::Kind::Answer, {}, shown.empty() ? "no response" : shown);
  return out;
}

std::string Wire::exchange_bytes(const std::string& bytes) {
  log(LogEntry::Kind::Request, {}, bytes);
  std::string out = do_exchange_bytes(bytes);
  log(LogEntry::Kind::Answer, {}, out.empty() ? "no response" : out);
  return out;
}

void Wire::receive_hooks(int status) {
  peers_[kHooks].open = true;
  peers_[kHooks].answers_pings = false;
  log(LogEntry::Kind::Note, kHooks, "webhooks are answered with " + std::to_string(status));
  do_receive_hooks(status);
}

void Wire::arrived(Hook hook) {
  const Json body = foreign_json(hook.body);
  const Json events = body.is_object() ? body.value("events", Json()) : Json();
  if (events.is_array()) {
    for (const Json& each : events) {
      arrived(kHooks, {Received::Kind::Text, json_text(Json{{"hook", each}}), 0});
    }
  } else {
    arrived(kHooks, {Received::Kind::Text, hook.body, 0});
  }
  hooks_.push_back(std::move(hook));
}

void Wire::arrived(const std::string& who, Received received) {
  Peer& peer = peers_[who];
  if (!peer.open) return;
  if (received.kind == Received::Kind::Closed) {
    peer.open = false;
    log(LogEntry::Kind::Closed, who,
        "by the server, " + std::to_string(received.code) +
            (received.text.empty() ? "" : " " + received.text));
  } else {
    log(LogEntry::Kind::Received, who, received.text);
  }
  const bool ping = received.kind == Received::Kind::Text && is_ping(received.text);
  peer.inbox.push_back(std::move(received));
  if (ping && peer.answers_pings) send(who, R"({"event":"pusher:pong","data":{}})");
}

}  // namespace oread::conform
