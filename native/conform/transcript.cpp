#include "conform/transcript.hpp"

#include <algorithm>
#include <set>

#include "conform/foreign_json.hpp"
#include "oread/dialects.hpp"
#include "oread/engine.hpp"
#include "oread/trace.hpp"
#include "secret_box.hpp"

namespace oread::conform {
namespace {

constexpr std::size_t kStepsMost = 20'000;

/// The engine, fed with what happened; it keeps the steps.
class Player {
 public:
  explicit Player(const TestApp& app) {
    server_.key = app.key.empty() ? "app-key" : app.key;
    server_.host = "127.0.0.1";
    server_.tls = false;
    engine_.emplace(options_, make_pusher(server_));
  }

  /// Lets time pass until then, with what the engine does by itself.
  void advance(Millis at) {
    const Time until = std::max(now_, Time(at));
    for (auto next = engine_->deadline(); next && *next <= until && has_room();
         next = engine_->deadline()) {
      now_ = std::max(now_, *next);
      give(in::Tick{});
    }
    now_ = until;
  }

  void open() {
    if (!link_) give(in::Connect{});
    if (link_) give(in::LinkOpened{*link_});
  }
  void text(const std::string& text) {
    if (link_) give(in::LinkText{*link_, text});
  }
  void closed(std::uint16_t code) {
    const auto link = std::exchange(link_, std::nullopt);
    if (link) give(in::LinkClosed{*link, code, {}});
  }
  void subscribe(const std::string& channel) { give(in::Subscribe{channel, {}}); }
  void unsubscribe(const std::string& channel) { give(in::Unsubscribe{channel, {}}); }
  void sign_in() { give(in::SignIn{}); }
  void connect() { give(in::Connect{}); }
  void disconnect() { give(in::Disconnect{}); }
  void trigger(const std::string& channel, const std::string& event, const std::string& data) {
    give(in::Whisper{{++last_whisper_}, channel, event, data, false});
  }
  /// Answers the oldest question of the engine.
  void answer(int status, const std::string& body) {
    if (questions_.empty()) return;
    const RequestId id = questions_.front();
    questions_.erase(questions_.begin());
    if (status == 0) return give(in::AuthFailed{id, false, "the connection was dropped"});
    give(in::AuthAnswered{id, static_cast<std::uint16_t>(status), false, 0, body});
  }
  [[nodiscard]] bool is_asking() const { return !questions_.empty(); }

  [[nodiscard]] std::string recorded(const std::string& name) const {
    trace::Transcript out{name, options_, server_, steps_};
    return trace::write(trace::replay(out));
  }

 private:
  [[nodiscard]] bool has_room() const { return steps_.size() < kStepsMost; }

  void give(Input input) {
    if (!has_room()) return;
    steps_.push_back({now_, input, {}, {}});
    for (const Effect& each : engine_->handle(std::move(input), now_)) {
      if (const auto* open = std::get_if<effect::OpenLink>(&each)) link_ = open->link;
      if (const auto* ask = std::get_if<effect::Authorize>(&each)) {
        questions_.push_back(ask->request);
      }
      if (const auto* close = std::get_if<effect::CloseLink>(&each)) {
        if (link_ == close->link) link_.reset();
      }
      pending_.push_back(each);
    }
    // What the host alone would do.
    while (!pending_.empty()) {
      const Effect next = pending_.front();
      pending_.erase(pending_.begin());
      if (std::holds_alternative<effect::LoadDecryption>(next)) give(in::DecryptionReady{true});
      if (const auto* box = std::get_if<effect::Decrypt>(&next)) {
        const auto text = native::open_secret_box(box->key, box->nonce, box->ciphertext);
        give(in::Decrypted{box->request, text.has_value(), text.value_or("")});
      }
      if (std::holds_alternative<effect::RefreshCredentials>(next)) give(in::Refreshed{false});
    }
  }

  Options options_;
  PusherOptions server_;
  std::optional<Engine> engine_;
  Time now_{};
  std::optional<LinkId> link_;
  std::vector<RequestId> questions_;
  std::vector<Effect> pending_;
  std::vector<trace::Step> steps_;
  std::uint32_t last_whisper_ = 0;
};

Json parsed(const std::string& text) {
  Json out = foreign_json(text);
  return out.is_object() ? out : Json::object();
}

std::string text_of(const Json& json, const char* key) {
  return json.contains(key) ? plain_text(json[key]) : std::string();
}

/// "by the server, 4200 bye" names a code; without one, or with a status of HTTP, there was no
/// close frame.
std::uint16_t code_of(const std::string& text) {
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == std::string::npos) return 1006;
  const unsigned long code = std::strtoul(text.c_str() + digit, nullptr, 10);
  return code >= 1000 && code <= 4999 ? static_cast<std::uint16_t>(code) : 1006;
}

/// What a client sent to a server under test, as its app asked for it.
void play_sent(Player& player, const Json& frame) {
  const std::string event = text_of(frame, "event");
  const Json data = frame.contains("data") && frame["data"].is_object() ? frame["data"] : Json();
  if (event == "pusher:subscribe" && data.is_object()) {
    player.subscribe(text_of(data, "channel"));
    if (player.is_asking()) player.answer(200, json_text(data));
  } else if (event == "pusher:unsubscribe" && data.is_object()) {
    player.unsubscribe(text_of(data, "channel"));
  } else if (event == "pusher:signin" && data.is_object()) {
    player.sign_in();
    if (player.is_asking()) player.answer(200, json_text(data));
  } else if (event.starts_with("client-")) {
    player.trigger(text_of(frame, "channel"), event, json_text(frame.value("data", Json())));
  }
}

std::string of_connection(const Case& about, const Outcome& outcome, const TestApp& app,
                          const std::string& who) {
  Player player(app);
  for (const LogEntry& each : outcome.log) {
    if (each.who != who) continue;
    player.advance(each.at);
    switch (each.kind) {
      case LogEntry::Kind::Open: player.open(); break;
      case LogEntry::Kind::Sent: play_sent(player, parsed(each.text)); break;
      case LogEntry::Kind::Received: player.text(each.text); break;
      case LogEntry::Kind::Closed: player.closed(code_of(each.text)); break;
      default: break;
    }
  }
  return player.recorded(about.id + ", " + who + ": " + about.title);
}

void play_command(Player& player, const Json& command) {
  const std::string what = text_of(command, "cmd");
  const std::string channel = text_of(command, "ch");
  if (what == "connect") player.connect();
  if (what == "disconnect") player.disconnect();
  if (what == "subscribe") player.subscribe(channel);
  if (what == "unsubscribe") player.unsubscribe(channel);
  if (what == "signin") player.sign_in();
  if (what == "trigger") {
    player.trigger(channel, text_of(command, "event"), json_text(command.value("data", Json())));
  }
}

std::string of_client(const Case& about, const Outcome& outcome) {
  Player player(TestApp{});
  for (const LogEntry& each : outcome.log) {
    player.advance(each.at);
    switch (each.kind) {
      case LogEntry::Kind::Open: player.open(); break;
      case LogEntry::Kind::Received: player.text(each.text); break;
      case LogEntry::Kind::Closed: player.closed(code_of(each.text)); break;
      case LogEntry::Kind::Request:
        if (each.who.empty()) play_command(player, parsed(each.text));
        break;
      case LogEntry::Kind::Answer:
        if (each.who == "auth") {
          const std::size_t space = std::min(each.text.find(' '), each.text.size());
          player.answer(std::atoi(each.text.c_str()),
                        each.text.substr(std::min(space + 1, each.text.size())));
        }
        break;
      default: break;
    }
  }
  return player.recorded(about.id + ": " + about.title);
}

std::string file_name(std::string id) {
  std::replace(id.begin(), id.end(), '/', '-');
  return id;
}

}  // namespace

std::vector<NamedTranscript> transcripts_of(const Case& about, const Outcome& outcome,
                                            const TestApp& app) {
  if (about.about_client) return {{file_name(about.id) + ".json", of_client(about, outcome)}};
  std::vector<NamedTranscript> out;
  std::set<std::string> done{kHooks};
  for (const LogEntry& each : outcome.log) {
    if (each.kind != LogEntry::Kind::Open || !done.insert(each.who).second) continue;
    out.push_back({file_name(about.id) + "-" + each.who + ".json",
                   of_connection(about, outcome, app, each.who)});
  }
  return out;
}

}  // namespace oread::conform
