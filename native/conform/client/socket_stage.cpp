#include "conform/client/socket_stage.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "conform/client/http_requests.hpp"
#include "conform/client/tls_probe.hpp"
#include "conform/frames.hpp"
#include "conform/listening.hpp"
#include "conform/upgrade.hpp"

namespace oread::conform {
namespace {

constexpr Millis kStartTime{15'000};
constexpr Millis kEndTime{3000};
constexpr char kTlsRecord = 0x16;

class SocketStage final : public Stage {
 public:
  explicit SocketStage(std::unique_ptr<Driver> driver) : driver_(std::move(driver)) {}
  ~SocketStage() override {
    end();
    if (listener_ >= 0) ::close(listener_);
  }
  SocketStage(const SocketStage&) = delete;
  SocketStage& operator=(const SocketStage&) = delete;

  std::string begin(StageEvents& events) override {
    if (listener_ < 0 && !listen_here()) return "no port can be opened on 127.0.0.1";
    if (!driver_->is_running()) {
      hello_.reset();
      if (!driver_->start()) return "the driver cannot be started: " + driver_->title();
      const Time until = now() + kStartTime;
      while (!hello_ && driver_->is_running() && now() < until) pump(until);
      if (!hello_) {
        const std::string why = driver_->is_running() ? "it says nothing" : driver_->why();
        driver_->stop();
        return R"(the driver does not begin with {"report": "hello"}: )" + why;
      }
    }
    hang_up();
    events_ = &events;
    return {};
  }

  /// The client of this case must be gone before the next one begins.
  void end() override {
    events_ = nullptr;
    if (driver_->is_running()) {
      results_ = 0;
      driver_->tell({{"cmd", "disconnect"}});
      driver_->tell({{"cmd", "state"}});
      const Time until = now() + kEndTime;
      while (results_ == 0 && driver_->is_running() && now() < until) pump(until);
      if (results_ == 0) driver_->stop();
    }
    hang_up();
  }

  Json hello() override { return hello_.value_or(Json::object()); }

  void tell(const Json& command) override {
    Json out = command;
    if (has_text(command, "cmd", "new")) {
      // Another name for the same machine is another origin.
      const std::string base = "http://" + command.value("auth_host", std::string("127.0.0.1")) +
                               ":" + std::to_string(port_);
      out["host"] = "127.0.0.1";
      out["port"] = port_;
      // Null leaves the choice to the client.
      if (!command.contains("tls")) out["tls"] = false;
      expects_tls_ = out["tls"].is_null();
      if (expects_tls_) out.erase("tls");
      out["auth"] = base + "/auth";
      out["user_auth"] = base + "/user-auth";
    }
    driver_->tell(out);
  }

  void accept(int connection, const std::string& headers) override {
    Peer* peer = find(connection);
    if (peer == nullptr || peer->is_tls) return;
    peer->is_websocket = true;
    write(*peer,
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
          "Connection: Upgrade\r\n" +
              headers + "Sec-WebSocket-Accept: " +
              accept_for(header_in(peer->head, "Sec-WebSocket-Key")) + "\r\n\r\n");
  }
  void refuse(int connection, int status, const std::string& headers) override {
    Peer* peer = find(connection);
    if (peer == nullptr) return;
    write(*peer, http_response(status, headers, "{}"));
    drop(connection);
  }
  void send(int connection, const RawFrame& frame) override {
    Peer* peer = find(connection);
    if (peer != nullptr && peer->is_websocket) write(*peer, encode(frame));
  }
  void close(int connection, std::uint16_t code, const std::string& reason) override {
    Peer* peer = find(connection);
    if (peer == nullptr) return;
    if (code == 0 || !peer->is_websocket) return drop(connection);
    std::string payload = {static_cast<char>(code >> 8U), static_cast<char>(code & 255U)};
    write(*peer, encode({8, payload + reason, true, 0, false}));
    // The client has the last word; what it says is read until it ends the connection.
    peer->is_closing = true;
    shutdown(peer->fd, SHUT_WR);
  }
  void answer(int question, int status, const std::string& body) override {
    Peer* peer = find(question);
    if (peer == nullptr) return;
    if (status != 0) write(*peer, http_response(status, {}, body));
    drop(question);
  }

  void pump(Time until) override {
    std::vector<pollfd> waiting{
        {listener_, POLLIN, 0}, {driver_->output(), POLLIN, 0}, {driver_->errors(), POLLIN, 0}};
    std::vector<int> ids;
    for (const auto& [id, peer] : peers_) {
      waiting.push_back({peer.fd, POLLIN, 0});
      ids.push_back(id);
    }
    const Millis left = std::clamp(until - now(), Millis(0), Millis(1000));
    poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
    if (waiting[1].revents != 0 || waiting[2].revents != 0) hear_driver();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (waiting[i + 3].revents != 0) serve(ids[i]);
    }
    if (waiting[0].revents != 0) take_in();
  }

  [[nodiscard]] Time now() const override {
    return Time(
        std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch()));
  }
  [[nodiscard]] bool is_virtual() const override { return false; }
  [[nodiscard]] std::optional<Usage> usage() const override { return driver_->usage(); }

 private:
  struct Peer {
    int fd = -1;
    std::string unread;
    std::string head;
    bool is_tls = false;
    bool is_websocket = false;
    bool is_closing = false;
    FrameReader reader{true};
  };

  bool listen_here() {
    const Listening opened = listen_at(INADDR_LOOPBACK, 0);
    listener_ = opened.fd;
    port_ = opened.port;
    return listener_ >= 0;
  }

  Peer* find(int id) {
    const auto found = peers_.find(id);
    return found == peers_.end() ? nullptr : &found->second;
  }

  void drop(int id) {
    const auto found = peers_.extract(id);
    if (!found.empty()) ::close(found.mapped().fd);
  }
  void hang_up() {
    while (!peers_.empty()) drop(peers_.begin()->first);
  }

  static void write(const Peer& peer, const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t size = ::send(peer.fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (size <= 0) return;  // It is gone, or does not read for as long as SO_SNDTIMEO says.
      sent += static_cast<std::size_t>(size);
    }
  }

  void take_in() {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval most{5, 0};
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
    peers_[++last_id_].fd = fd;
  }

  void hear_driver() {
    driver_->read([this](Json report) {
      const bool is_hello = has_text(report, "report", "hello");
      if (is_hello) hello_ = report;
      if (has_text(report, "report", "result") && has_text(report, "of", "state")) ++results_;
      if (!is_hello && events_ != nullptr) events_->reported(std::move(report));
    });
    if (!driver_->is_running() && events_ != nullptr) events_->died(driver_->why());
  }

  void serve(int id) {
    Peer* peer = find(id);
    if (peer == nullptr) return;
    std::array<char, 65536> buffer{};
    const ssize_t size = recv(peer->fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size > 0) peer->unread.append(buffer.data(), static_cast<std::size_t>(size));
    if (peer->is_websocket) {
      read_frames(id);
    } else {
      read_head(id, *peer);
    }
    if (size == 0 || (size < 0 && errno != EAGAIN)) gone(id, {Received::Kind::Closed, {}, 1006});
  }

  void read_head(int id, Peer& peer) {
    if (!peer.head.empty()) return;  // It waits for an answer.
    if (!peer.unread.empty() && peer.unread.front() == kTlsRecord) {
      if (!expects_tls_) {
        // A client that was told not to, or that tries everything.
        if (events_ != nullptr) events_->opened(id, "TLS\r\nX-Scheme: wss");
        return gone(id, {Received::Kind::Closed, {}, 1006});
      }
      const bool trusts = trusts_anybody(peer.fd, std::exchange(peer.unread, {}));
      // There is nothing more to say in clear text.
      peer.is_tls = true;
      peer.head = std::string("TLS\r\nX-Scheme: wss\r\nX-Certificate: ") +
                  (trusts ? "accepted" : "refused");
      if (events_ == nullptr) return drop(id);
      return events_->opened(id, peer.head);
    }
    auto request = take_request(peer.unread);
    if (!request) return;
    peer.head = request->head;
    if (events_ == nullptr) return drop(id);
    if (!header_in(peer.head, "Sec-WebSocket-Key").empty()) {
      events_->opened(id, peer.head + "\r\nX-Scheme: ws");
      return;
    }
    const std::size_t from = std::min(peer.head.find(' '), peer.head.size() - 1) + 1;
    events_->asked({id, peer.head.substr(from, peer.head.find_first_of(" ?", from) - from),
                    form_fields(request->body), headers_of(peer.head)});
  }

  void read_frames(int id) {
    for (;;) {
      // An event may have ended it.
      Peer* peer = find(id);
      if (peer == nullptr) return;
      auto received = peer->reader.read(peer->unread);
      if (const auto ping = peer->reader.take_ping()) {
        write(*peer, encode({10, *ping, true, 0, false}));
        continue;
      }
      if (!received) return;
      if (received->kind == Received::Kind::Closed) {
        if (!peer->is_closing) {
          const std::uint16_t code = received->code == 1005 ? 1000 : received->code;
          std::string payload = {static_cast<char>(code >> 8U), static_cast<char>(code & 255U)};
          write(*peer, encode({8, payload, true, 0, false}));
        }
        return gone(id, std::move(*received));
      }
      if (!peer->is_closing && events_ != nullptr) events_->received(id, std::move(*received));
    }
  }

  /// The client has ended the connection.
  void gone(int id, Received received) {
    const Peer* peer = find(id);
    if (peer == nullptr) return;
    const bool reports = !peer->is_closing;
    drop(id);
    if (reports && events_ != nullptr) events_->received(id, std::move(received));
  }

  std::unique_ptr<Driver> driver_;
  std::optional<Json> hello_;
  StageEvents* events_ = nullptr;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  int last_id_ = 0;
  int results_ = 0;
  bool expects_tls_ = false;  ///< The client was left to choose.
  std::map<int, Peer> peers_;
};

}  // namespace

std::unique_ptr<Stage> make_socket_stage(std::unique_ptr<Driver> driver) {
  return std::make_unique<SocketStage>(std::move(driver));
}

}  // namespace oread::conform
