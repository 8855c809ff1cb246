#include "conform/client/engine_stage.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "conform/client/engine_reports.hpp"
#include "oread/dialects.hpp"
#include "oread/engine.hpp"
#include "secret_box.hpp"

namespace oread::conform {
namespace {

const ClientTamper& no_tamper() {
  static const ClientTamper none;
  return none;
}

std::string text_in(const Json& json, const char* key) {
  return json.contains(key) ? plain_text(json[key]) : std::string();
}

/// "ws://host:1/app/key?x" as the head of a request.
std::string head_of(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t path = std::min(url.find('/', host), url.size());
  return "GET " + url.substr(path) + " HTTP/1.1\r\nHost: " + url.substr(host, path - host) +
         "\r\nX-Scheme: " + url.substr(0, host - 3);
}

class EngineStage final : public Stage {
 public:
  explicit EngineStage(const ClientTamper* tamper)
      : tamper_(tamper == nullptr ? no_tamper() : *tamper) {}

  std::string begin(StageEvents& events) override {
    events_ = &events;
    return native::prepare_secret_box() ? "" : "libsodium cannot be used";
  }
  void end() override {
    events_ = nullptr;
    engine_.reset();
    links_.clear();
    pending_.clear();
  }
  Json hello() override {
    return {{"name", "oread engine"},
            {"can",
             {"virtual-time", "presence", "encrypted", "signin", "watchlist", "trigger", "counts",
              "path", "user-events", "hints", "clock"}}};
  }

  void tell(const Json& command) override {
    if (!tamper_.told) return obey(command);
    for (const Json& each : tamper_.told(command)) obey(each);
  }

  void accept(int connection, const std::string& /*headers*/) override {
    give(in::LinkOpened{link(connection)});
  }
  void refuse(int connection, int /*status*/, const std::string& /*headers*/) override {
    forget(connection);
    give(in::LinkClosed{link(connection), 1006, "refused"});
  }
  void send(int connection, const RawFrame& frame) override {
    if (links_.count(connection) == 0) return;
    if (frame.opcode == 2) return give(in::LinkBinary{link(connection), frame.payload});
    const auto texts =
        tamper_.received ? tamper_.received(frame.payload) : ClientTamper::Texts{frame.payload};
    for (const std::string& text : texts) give(in::LinkText{link(connection), text});
  }
  void close(int connection, std::uint16_t code, const std::string& reason) override {
    if (links_.count(connection) == 0) return;
    forget(connection);
    const std::uint16_t seen = tamper_.closing ? tamper_.closing(code) : code;
    give(in::LinkClosed{link(connection), seen == 0 ? std::uint16_t{1006} : seen, reason});
  }
  void answer(int question, int status, const std::string& body) override {
    std::string text = body;
    const int seen = tamper_.answered ? tamper_.answered(status, text) : status;
    const RequestId id{static_cast<std::uint32_t>(question)};
    if (seen == 0) return give(in::AuthFailed{id, false, "the connection was dropped"});
    // A host follows redirects and says so.
    give(
        in::AuthAnswered{id, static_cast<std::uint16_t>(seen), seen >= 300 && seen < 400, 0, text});
  }

  void pump(Time until) override {
    const auto deadline = engine_ ? engine_->deadline() : std::nullopt;
    now_ = std::max(now_, deadline ? std::min(*deadline, until) : until);
    if (engine_) give(in::Tick{});
  }
  [[nodiscard]] Time now() const override { return now_; }
  [[nodiscard]] bool is_virtual() const override { return true; }

 private:
  static LinkId link(int connection) { return {static_cast<std::uint32_t>(connection)}; }
  void forget(int connection) { links_.erase(connection); }

  void obey(const Json& command) {
    const std::string what = text_in(command, "cmd");
    const std::string channel = text_in(command, "ch");
    if (what == "new") return make(command);
    if (what == "connect") return give(in::Connect{});
    if (what == "disconnect") return give(in::Disconnect{});
    if (what == "subscribe") {
      app_.subscribe(channel);
      return give(in::Subscribe{channel, {}});
    }
    if (what == "unsubscribe") {
      app_.unsubscribe(channel);
      return give(in::Unsubscribe{channel, {}});
    }
    if (what == "signin") return give(in::SignIn{});
    if (what == "network") return give(in::OnlineChanged{command.value("online", true)});
    if (what == "sleep") return sleep(Millis(command.value("ms", 0L)));
    if (what == "trigger") {
      return give(in::Whisper{{++last_whisper_},
                              channel,
                              text_in(command, "event"),
                              json_text(command["data"]),
                              false});
    }
    // "clock" changes nothing: the engine knows no time of day.
    if (what == "state") return report_state();
    if (what == "members") {
      report({{"report", "result"}, {"of", "members"}, {"value", app_.members(channel)}});
    }
  }

  /// The device stands still for this long, and its clock does not.
  void sleep(Millis span) {
    now_ += span;
    give(in::Woke{WakeReason::Resumed});
  }

  void make(const Json& command) {
    PusherOptions server;
    server.key = text_in(command, "key");
    server.host = text_in(command, "host");
    server.port = command.value("port", std::uint16_t{80});
    // Null leaves the choice to the client.
    const Json tls = command.value("tls", Json(false));
    if (!tls.is_null()) server.tls = tls;
    server.path = text_in(command, "path");
    Options options;
    if (command.contains("activity_timeout")) {
      options.liveness.activity_timeout = Span(command["activity_timeout"].get<std::uint32_t>());
    }
    options.seed = ++seed_;
    engine_.emplace(options, make_pusher(server));
    app_ = {};
  }

  void report_state() {
    if (!engine_) return;
    const Json value = {{"state", state_name(engine_->status())},
                        {"socket_id", std::string(engine_->socket_id())}};
    report({{"report", "result"}, {"of", "state"}, {"value", value}});
  }

  void report(const Json& report) {
    if (events_ == nullptr) return;
    if (!tamper_.reported) return events_->reported(report);
    for (const Json& each : tamper_.reported(report)) events_->reported(each);
  }

  void give(Input input) {
    if (!engine_) return;
    for (Effect& each : engine_->handle(std::move(input), now_))
      pending_.push_back(std::move(each));
    // What the server does at once gives the next input; its effects wait their turn.
    if (carrying_out_) return;
    carrying_out_ = true;
    while (!pending_.empty()) {
      const Effect next = std::move(pending_.front());
      pending_.pop_front();
      std::visit([this](const auto& effect) { carry_out(effect); }, next);
    }
    carrying_out_ = false;
  }

  void carry_out(const effect::OpenLink& effect) {
    std::string url = effect.url;
    if (tamper_.opening) tamper_.opening(url);
    const int id = static_cast<int>(effect.link.value);
    links_.insert(id);
    if (events_ != nullptr) events_->opened(id, head_of(url));
  }
  void carry_out(const effect::SendText& effect) {
    const int id = static_cast<int>(effect.link.value);
    if (events_ == nullptr || links_.count(id) == 0) return;
    const auto texts = tamper_.sent ? tamper_.sent(effect.text) : ClientTamper::Texts{effect.text};
    for (const std::string& each : texts) events_->received(id, {Received::Kind::Text, each, 0});
  }
  void carry_out(const effect::CloseLink& effect) {
    const int id = static_cast<int>(effect.link.value);
    if (links_.erase(id) == 0 || events_ == nullptr) return;
    events_->received(id, {Received::Kind::Closed, {}, effect.code});
  }
  void carry_out(const effect::Authorize& effect) {
    if (events_ == nullptr) return;
    const bool for_user = effect.kind == AuthKind::User;
    Question question{static_cast<int>(effect.request.value),
                      for_user ? "/user-auth" : "/auth",
                      {{"socket_id", effect.socket_id}},
                      Json::object()};
    question.headers["content-type"] = "application/x-www-form-urlencoded";
    if (!for_user) question.fields["channel_name"] = effect.channel;
    if (tamper_.asked) tamper_.asked(question);
    events_->asked(std::move(question));
  }
  void carry_out(const effect::LoadDecryption& /*effect*/) { give(in::DecryptionReady{true}); }
  void carry_out(const effect::Decrypt& effect) {
    const auto text = native::open_secret_box(effect.key, effect.nonce, effect.ciphertext);
    give(in::Decrypted{effect.request, text.has_value(), text.value_or("")});
  }
  void carry_out(const effect::RefreshCredentials& /*effect*/) { give(in::Refreshed{false}); }
  void carry_out(const effect::Announce& effect) {
    if (const auto json = app_.see(effect.event)) report(*json);
  }
  void carry_out(const effect::CancelAuth& /*effect*/) {}
  void carry_out(const effect::AddRoute& /*effect*/) {}
  void carry_out(const effect::DropRoutes& /*effect*/) {}
  void carry_out(const effect::SendBinary& /*effect*/) {}
  void carry_out(const effect::SendRequest& /*effect*/) {}

  const ClientTamper& tamper_;
  StageEvents* events_ = nullptr;
  std::optional<Engine> engine_;
  Time now_{Millis(1000)};
  std::set<int> links_;
  AppView app_;
  std::uint32_t last_whisper_ = 0;
  std::uint32_t seed_ = 0;
  std::deque<Effect> pending_;
  bool carrying_out_ = false;
};

}  // namespace

std::unique_ptr<Stage> make_engine_stage(const ClientTamper* tamper) {
  return std::make_unique<EngineStage>(tamper);
}

}  // namespace oread::conform
