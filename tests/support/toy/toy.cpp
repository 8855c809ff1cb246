#include "support/toy/toy.hpp"

#include <cstdlib>
#include <string_view>

#include "support/strict_dialect.hpp"

namespace oread::test {

namespace {

/// The next word of `line`, or all of it.
std::string_view word(std::string_view& line, bool last = false) {
  const std::size_t end = last ? std::string_view::npos : line.find(' ');
  const std::string_view found = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return found;
}

std::uint16_t code(std::string_view digits) {
  return static_cast<std::uint16_t>(std::strtoul(std::string(digits).c_str(), nullptr, 10));
}

/// What the client and its sessions share.
struct Client {
  ToyOptions options;
  std::string token;  ///< The credentials of the connection.
};

class ToySession final : public Session {
 public:
  explicit ToySession(Client& client) : client_(client) {}

  [[nodiscard]] Carrier carrier() const override { return client_.options.carrier; }

  [[nodiscard]] View url() override {
    out_ = carrier() == Carrier::Socket ? "ws://toy.test/line" : "http://toy.test/line";
    const bool has_token = client_.options.asks == Asks::BeforeLink;
    if (has_token) out_ += "?token=" + client_.token;
    // Identifies the session to the server.
    if (!socket_.empty()) out_ += (has_token ? "&socket=" : "?socket=") + socket_;
    return out_;
  }

  void decode(View text, FrameSink& out) override {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      read(text.substr(0, end), out);
      text.remove_prefix(end == View::npos ? text.size() : end + 1);
    }
  }

  void decode_binary(View bytes, FrameSink& out) override {
    Frame frame;
    frame.kind = Frame::Kind::Reply;
    frame.text = bytes;
    frame.is_binary = true;
    out.take(frame);
  }

  [[nodiscard]] bool read_sealed(View /*data*/, SealedPayload& /*out*/) override { return false; }

  View opened() override {
    is_open_ = true;
    if (client_.options.asks != Asks::BeforeGreeting) return "hello";
    return token_.empty() ? View() : hello();
  }

  View authenticate(const Grant& grant) override {
    client_.token = token_ = grant.auth;
    return is_open_ && client_.options.asks == Asks::BeforeGreeting ? hello() : View();
  }

  // The server pings; the engine must not ask for one.
  View ping() override { return "a client never pings"; }
  View subscribe(View channel, const Grant& grant) override {
    out_ = "join " + std::string(channel);
    if (!grant.auth.empty()) out_ += ' ' + std::string(grant.auth);
    return out_;
  }
  View unsubscribe(View channel) override { return out_ = "part " + std::string(channel); }
  View sign_in(const Grant& grant) override { return out_ = "user " + std::string(grant.auth); }

  [[nodiscard]] std::uint32_t max_body() const override { return client_.options.max_body; }
  void append(String& body, View message) override {
    if (!body.empty()) body += '\n';
    body += message;
  }

 private:
  View hello() { return out_ = "hello " + token_; }

  void read(std::string_view line, FrameSink& out) {
    Frame frame;
    const std::string_view verb = word(line);
    if (verb == "ping") {
      frame.kind = Frame::Kind::Reply;
      frame.text = "pong";
    } else if (verb == "welcome") {
      frame.kind = Frame::Kind::Welcome;
      socket_ = word(line);
      frame.socket_id = socket_;
      frame.heartbeat.by_server = true;
      frame.heartbeat.silence = Millis{std::strtol(std::string(line).c_str(), nullptr, 10)};
    } else if (verb == "say") {
      frame.kind = Frame::Kind::Message;
      frame.channel = word(line);
      frame.event = word(line);
      frame.data = line;
      frame.has_data = true;
    } else if (verb == "refuse") {
      frame.kind = Frame::Kind::SubscribeRefused;
      frame.channel = word(line);
      frame.code = code(word(line));
      frame.text = frame.data = line;
    } else if (verb == "user") {
      frame.kind = Frame::Kind::SignedIn;
      frame.user_id = frame.data = line;
    } else if (verb == "error") {
      frame.kind = Frame::Kind::Error;
      frame.code = code(word(line));
      frame.text = line;
    } else {
      frame.kind = Frame::Kind::Bad;
      frame.text = "not a toy message";
    }
    out.take(frame);
  }

  Client& client_;
  std::string token_;
  std::string socket_;
  bool is_open_ = false;
  std::string out_;
};

class Toy final : public Dialect {
 public:
  explicit Toy(const ToyOptions& options) : client_{options, {}} {}

  [[nodiscard]] OwnSession session() override { return make_session<ToySession>(client_); }
  [[nodiscard]] Asks asks() const override { return client_.options.asks; }
  AfterClose after_close(std::uint16_t code) override {
    return code >= 4000 && code < 4100 ? AfterClose::Stop : AfterClose::BackOff;
  }

  [[nodiscard]] ChannelTraits traits(View channel) const override {
    ChannelTraits traits;
    traits.silent = true;
    traits.needs_auth = channel.starts_with("private-");
    return traits;
  }
  View user_channel(View /*user_id*/) override { return {}; }
  View client_event(View channel, View event, View data) override {
    return out_ =
               "say " + std::string(channel) + ' ' + std::string(event) + ' ' + std::string(data);
  }
  [[nodiscard]] std::uint32_t client_events_per_second() const override { return 0; }

  // `{"auth":"SIGNATURE"…}`, as the endpoints of other tests respond.
  [[nodiscard]] const char* read_grant(View body, ChannelTraits /*traits*/, AuthKind /*kind*/,
                                       Grant& out) override {
    constexpr std::string_view kBegin = R"("auth":")";
    const std::size_t begin = body.find(kBegin);
    if (begin == View::npos) return "no auth";
    const View rest = body.substr(begin + kBegin.size());
    out.auth = rest.substr(0, rest.find('"'));
    return out.auth.empty() ? "no auth" : nullptr;
  }

 private:
  Client client_;
  std::string out_;
};

class ToyServer final : public GoodServer {
 public:
  explicit ToyServer(const ToyOptions& options) : options_(options) {}

  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return strict(make_toy(options_));
  }
  [[nodiscard]] bool greets_first() const override { return false; }
  [[nodiscard]] std::vector<std::string> greeting(const std::string& socket_id) const override {
    return {"welcome " + socket_id + ' ' + std::to_string(kToySilence.count())};
  }
  [[nodiscard]] std::string answer(const std::string& text) const override {
    return text.starts_with("user ") ? "user me" : "";
  }
  /// The server acknowledges nothing, so any message that proves life is sufficient.
  [[nodiscard]] std::string acknowledgement(const std::string& /*channel*/) const override {
    return "ping";
  }
  [[nodiscard]] std::string grant(const effect::Authorize& request) const override {
    return R"({"auth":"for-socket:)" + request.socket_id + "\"}";
  }

 private:
  ToyOptions options_;
};

}  // namespace

std::unique_ptr<Dialect> make_toy(const ToyOptions& options) {
  return std::make_unique<Toy>(options);
}

std::shared_ptr<const GoodServer> toy_server(const ToyOptions& options) {
  return std::make_shared<ToyServer>(options);
}

}  // namespace oread::test
