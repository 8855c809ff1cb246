#include "conform/socket_wire.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "conform/frames.hpp"
#include "conform/upgrade.hpp"
#include "http.hpp"
#include "oread/native/loop.hpp"
#include "url.hpp"
#include "wire/stream.hpp"

namespace oread::conform {
namespace {

constexpr std::chrono::milliseconds kStepTime{10'000};
constexpr std::chrono::milliseconds kPieceTime{2};
constexpr Millis kStartTime{30'000};
constexpr Millis kLook{100};
constexpr std::size_t kHeadMost = std::size_t{64} * 1024;

// The server proves with its response that it understood; the key itself need not be secret.
constexpr const char* kHandshakeKey = "b3JlYWQgY29uZm9ybSAhIQ==";

class SocketWire final : public Wire {
 public:
  SocketWire(const Testee& testee, Millis pace, HookReceiver* hooks, ServerProcess* process)
      : testee_(testee), pace_(pace), hook_receiver_(hooks), process_(process) {}

  [[nodiscard]] std::int64_t unix_ms() const override {
    return std::chrono::duration_cast<Millis>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
  [[nodiscard]] Time now() const override {
    return Time(
        std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch()));
  }
  [[nodiscard]] Millis patience() const override {
    return pace_ > Millis(0) ? Millis(1000) : Millis(250);
  }
  [[nodiscard]] bool has_sockets() const override { return true; }
  void stop_reading(const std::string& who) override {
    const auto found = sockets_.find(who);
    if (found != sockets_.end()) found->second.is_read = false;
  }
  [[nodiscard]] bool compresses(const std::string& who) const override {
    const auto found = sockets_.find(who);
    return found != sockets_.end() && found->second.compresses;
  }
  bool end_server(Millis span) override {
    if (process_ == nullptr) return false;
    process_->ask_to_end();
    const Time until = now() + span;
    while (process_->is_running() && now() < until) pump(now() + kLook);
    // What it said at the end.
    pump(now() + kLook);
    return !process_->is_running();
  }
  void kill_server() override {
    if (process_ != nullptr) process_->stop();
  }
  bool start_server() override {
    if (process_ == nullptr || !process_->start()) return false;
    const Time until = now() + kStartTime;
    while (now() < until && process_->is_running()) {
      if (connected(false)) return true;
      pump(now() + kLook);
    }
    return false;
  }

 private:
  struct Socket {
    std::unique_ptr<wire::Stream> stream;
    FrameReader reader;
    bool is_read = true;
    bool compresses = false;
  };

  int do_open(const std::string& who, const Handshake& handshake) override {
    slow_down();
    why_not_.clear();
    Socket& socket = sockets_[who];
    socket = {connected(handshake.second_node), FrameReader(), true, false};
    if (!socket.stream) return drop_socket(who);
    const std::string path = handshake.path.empty() ? "/app/" + handshake.key : handshake.path;
    std::string request = "GET " + (handshake.with_prefix ? testee_.path : std::string()) + path +
                          "?" + handshake.query + " HTTP/1.1\r\nHost: " + authority() +
                          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
                          kHandshakeKey + "\r\n";
    if (handshake.offers_compression) {
      request += "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    }
    if (handshake.origin) request += "Origin: " + *handshake.origin + "\r\n";
    socket.stream->begin();
    socket.stream->write(request + "\r\n");
    std::string& in = socket.stream->unread();
    std::size_t end = std::string::npos;
    while ((end = in.find("\r\n\r\n")) == std::string::npos && in.size() < kHeadMost &&
           socket.stream->fill()) {
    }
    if (end == std::string::npos) return drop_socket(who);
    const Upgrade upgrade = read_upgrade(std::string_view(in).substr(0, end), kHandshakeKey,
                                         handshake.offers_compression);
    in.erase(0, end + 4);
    socket.compresses = upgrade.compresses;
    if (upgrade.compresses) socket.reader.allow_compression();
    if (upgrade.status != 101) drop_socket(who);
    why_not_ = upgrade.why;
    return upgrade.status;
  }

  int drop_socket(const std::string& who) {
    sockets_.erase(who);
    return 0;
  }

  [[nodiscard]] const std::string& host(bool second_node) const {
    return second_node ? testee_.second_host : testee_.host;
  }
  [[nodiscard]] std::uint16_t port(bool second_node) const {
    return second_node ? testee_.second_port : testee_.port;
  }

  /// Nothing if the server cannot be reached.
  std::unique_ptr<wire::Stream> connected(bool second_node) {
    std::vector<wire::Address>& addresses = second_node ? second_addresses_ : addresses_;
    if (addresses.empty()) {
      auto found = wire::look_up(host(second_node), port(second_node));
      if (found.ok()) addresses = std::move(found).value();
    }
    for (const wire::Address& address : addresses) {
      auto stream = std::make_unique<wire::Stream>(kStepTime);
      if (stream->connect(address) != 0) continue;
      if (testee_.tls && stream->secure(host(second_node), testee_.ca_file)) continue;
      return stream;
    }
    return nullptr;
  }

  [[nodiscard]] native::Url url(const char* plain, const char* secure, bool second_node) const {
    native::Url out;
    out.scheme = testee_.tls ? secure : plain;
    out.host = host(second_node);
    out.port = port(second_node);
    return out;
  }
  [[nodiscard]] std::string authority() const override {
    return url("http", "https", false).authority();
  }

  void do_send(const std::string& who, const RawFrame& frame) override {
    slow_down();
    const auto found = sockets_.find(who);
    if (found == sockets_.end()) return;
    found->second.stream->begin();
    found->second.stream->write(encode(frame));
  }

  void do_close(const std::string& who, std::uint16_t code) override {
    const auto found = sockets_.find(who);
    if (found == sockets_.end()) return;
    if (code != 0) {
      RawFrame frame{8, {}};
      frame.payload = {static_cast<char>(code >> 8U), static_cast<char>(code & 255U)};
      found->second.stream->begin();
      found->second.stream->write(encode(frame));
    }
    drop_socket(who);
  }

  Answer do_request(const Call& call) override {
    slow_down();
    native::HttpRequest request;
    request.url = url("http", "https", call.second_node);
    request.url.target = testee_.path + call.path + (call.query.empty() ? "" : "?" + call.query);
    request.method = call.method;
    request.headers = {{"Accept", "application/json"}};
    if (!call.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    request.body = call.body;
    request.tls.ca_file = testee_.ca_file;
    request.timeout = kStepTime;
    native::Loop loop;
    Answer out{0, "the event loop failed"};
    native::HttpExchange exchange(
        loop.core(), std::move(request), [&](Result<native::HttpAnswer> answer) {
          out = answer.ok() ? Answer{answer.value().status, std::move(answer.value().body)}
                            : Answer{0, answer.error().text};
          loop.stop();
        });
    loop.run();
    return out;
  }

  std::vector<int> do_exchange(const std::vector<std::string>& pieces,
                               std::size_t responses) override {
    slow_down();
    const auto stream = connected(false);
    if (!stream) return {};
    stream->begin();
    for (const std::string& each : pieces) {
      // A server that has answered already may have closed the connection.
      if (!stream->write(each)) break;
      if (pieces.size() > 1) std::this_thread::sleep_for(kPieceTime);
    }
    std::vector<int> out;
    while (out.size() < responses) {
      if (const auto status = take_response(stream->unread())) {
        if (*status != 100) out.push_back(*status);
      } else if (!stream->fill()) {
        break;
      }
    }
    return out;
  }

  std::string do_exchange_bytes(const std::string& bytes) override {
    slow_down();
    const auto stream = connected(false);
    if (!stream) return {};
    stream->begin();
    if (!stream->write(bytes) || !stream->fill()) return stream->unread();
    pollfd more{stream->descriptor(), POLLIN, 0};
    while (poll(&more, 1, static_cast<int>(patience().count())) > 0 && stream->fill()) {
    }
    return stream->unread();
  }

  void do_receive_hooks(int status) override {
    if (hook_receiver_ == nullptr) return;
    if (!next_hook_) next_hook_ = hook_receiver_->count();
    hook_receiver_->answer_with(status);
  }

  void pump(Time until) override {
    if (next_hook_) {
      for (Hook& each : hook_receiver_->since(*next_hook_)) {
        ++*next_hook_;
        arrived(std::move(each));
      }
    }
    // What TLS or the handshake has read already does not wake poll() up.
    bool any = false;
    for (const std::string& who : names()) any = serve(who, false) || any;
    if (any) return;
    std::vector<pollfd> waiting;
    for (const auto& [who, socket] : sockets_) {
      if (socket.is_read) waiting.push_back({socket.stream->descriptor(), POLLIN, 0});
    }
    // Webhooks wake nobody up.
    const Millis most = next_hook_ ? Millis(20) : Millis(1000);
    const Millis left = std::clamp(until - now(), Millis(0), most);
    poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
    for (const std::string& who : names()) serve(who, true);
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& [who, socket] : sockets_) {
      if (socket.is_read) out.push_back(who);
    }
    return out;
  }

  /// Returns whether something arrived.
  bool serve(const std::string& who, bool take) {
    bool any = false;
    for (;;) {
      // A callback may have closed it.
      const auto found = sockets_.find(who);
      if (found == sockets_.end()) return any;
      Socket& socket = found->second;
      auto received = socket.reader.read(socket.stream->unread());
      if (const auto ping = socket.reader.take_ping()) {
        socket.stream->begin();
        socket.stream->write(encode({10, *ping}));
        continue;
      }
      if (!received && take && socket.stream->take()) {
        take = !socket.stream->ended();
        continue;
      }
      if (!received && socket.stream->ended()) {
        received = Received{Received::Kind::Closed, {}, 1006};
      }
      if (!received) return any;
      any = true;
      if (received->kind == Received::Kind::Closed) drop_socket(who);
      arrived(who, std::move(*received));
    }
  }

  void slow_down() const {
    if (pace_ > Millis(0)) std::this_thread::sleep_for(pace_);
  }

  const Testee& testee_;
  Millis pace_;
  HookReceiver* hook_receiver_;
  ServerProcess* process_;
  std::optional<std::size_t> next_hook_;
  std::vector<wire::Address> addresses_;
  std::vector<wire::Address> second_addresses_;
  std::map<std::string, Socket> sockets_;
};

}  // namespace

std::unique_ptr<Wire> make_socket_wire(const Testee& testee, Millis pace, HookReceiver* hooks,
                                       ServerProcess* process) {
  return std::make_unique<SocketWire>(testee, pace, hooks, process);
}

}  // namespace oread::conform
