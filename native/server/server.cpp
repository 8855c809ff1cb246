#include "server/server.hpp"

#include <algorithm>
#include <exception>

#include "loop_core.hpp"
#include "server/access_questions.hpp"
#include "server/clocks.hpp"
#include "server/http_connection.hpp"
#include "server/listener.hpp"
#include "server/redis/feed.hpp"
#include "server/request_reader.hpp"
#include "server/routes.hpp"
#include "server/webhook_sender.hpp"
#include "sigpipe.hpp"

namespace oread::server {
namespace {

/// The broker decides whether a client is alive: no control pings from libwebsockets.
const lws_retry_bo_t kNoPings{};
/// A request must be complete within this many seconds, so that slow senders do not accumulate.
constexpr unsigned kRequestSeconds = 15;
constexpr int kKeepAliveSeconds = 60;

lws_vhost* make_vhost(lws_context* context, const ServerOptions& options,
                      std::unique_ptr<WsiSlot> slot) {
  lws_context_creation_info info{};
  info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
  info.vhost_name = "oread-server";
  serve_by(info, std::move(slot));
  info.gid = -1;
  info.uid = -1;
  info.retry_and_idle_policy = &kNoPings;
  info.timeout_secs = kRequestSeconds;
  info.keepalive_timeout = kKeepAliveSeconds;
  if (!options.cert_file.empty()) {
    info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    info.ssl_cert_filepath = options.cert_file.c_str();
    info.ssl_private_key_filepath = options.key_file.c_str();
    info.alpn = "http/1.1";
  }
  return lws_create_vhost(context, &info);
}

/// Servers that share a Redis are one cluster.
broker::Options broker_options(const ServerOptions& options) {
  broker::Options out = options.broker;
  if (options.redis && out.cluster.node.empty()) out.cluster.node = std::to_string(entropy());
  return out;
}

/// Otherwise cookies need not be kept.
bool asks_about_channels(const broker::Options& options) {
  return std::any_of(options.apps.begin(), options.apps.end(),
                     [](const broker::App& app) { return !app.auth_endpoint.empty(); });
}

/// Web servers accept no longer header (Node: 16 KiB for all, nginx: 8 KiB for one), so a longer
/// one would only take memory. The endpoint then knows no user, and refuses.
std::string kept_cookie(const std::string& cookie) {
  constexpr std::size_t kMostBytes = std::size_t{8} * 1024;
  return cookie.size() <= kMostBytes ? cookie : std::string();
}

std::string shown_host(const std::string& host) {
  if (host == "0.0.0.0" || host == "::") return "localhost";
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

class Server::Parts final : public WsiHome, public ClientEvents {
 public:
  Parts(native::LoopCore& loop, ServerOptions options, Log log)
      : loop_(loop),
        options_(std::move(options)),
        log_(std::move(log)),
        requests_(options_.waiting_bytes / 2),
        queues_(options_.waiting_bytes / 2, [this] { return cut_slowest(); }),
        broker_(loop, broker_options(options_), log_),
        routes_(broker_, options_, log_),
        webhooks_(loop, options_.broker.webhooks.answer_within,
                  [this](broker::Input result) { broker_.give(std::move(result)); }),
        questions_(
            loop, options_.broker.access.answer_within,
            [this](broker::Input answer) { broker_.give(std::move(answer)); },
            [this](broker::ConnectionId client) { return cookie_of(client); }, log_),
        listener_(
            loop, [this] { return slot_->waiting().make_room(); }, [this](int fd) { adopt(fd); }),
        flush_timer_(loop) {
    broker_.on_webhook(
        [this](broker::effect::DeliverWebhook webhook) { webhooks_.send(std::move(webhook)); });
    broker_.on_ask_access(
        [this](const broker::effect::AskAccess& question) { questions_.ask(question); });
    broker_.on_drop_access(
        [this](const broker::effect::DropAccess& drop) { questions_.drop(drop); });
    broker_.on_tell_nodes([this](const std::string& text) {
      if (redis_) redis_->tell_nodes(text);
    });
  }

  ~Parts() override {
    listener_.close();
    if (vhost_ == nullptr) return;
    // TLS sends a close notification, possibly to peers that are gone.
    const native::SigpipeBlocked guard;
    slot_->abandon();
    lws_vhost_destroy(vhost_);
  }

  Result<std::string> open() {
    auto slot = std::make_unique<WsiSlot>(*this, options_.http_connections);
    slot_ = slot.get();
    vhost_ = make_vhost(loop_.context(), options_, std::move(slot));
    if (vhost_ == nullptr) {
      return Error{Errc::BadOption, 0, "cannot set up TLS with --cert and --key-file"};
    }
    const Result<std::uint16_t> port = listener_.open(options_.host, options_.port);
    if (!port) return port.error();
    if (options_.redis) {
      redis_.emplace(loop_, *options_.redis, broker_, options_.broker.apps.front().id,
                     options_.broker.limits.event_data_bytes, log_);
      routes_.tell_of_redis([this] { return redis_ && redis_->is_connected(); });
    }
    return std::string(options_.cert_file.empty() ? "http://" : "https://") +
           shown_host(options_.host) + ":" + std::to_string(port.value());
  }

  void drain(std::function<void()> done) {
    done_ = std::move(done);
    listener_.close();
    broker_.on_drained([this] {
      // Do not wait for clients that do not answer the close, nor for Redis.
      flush_timer_.arm(native::LoopCore::now() + options_.flush_for, [this] { finish(); });
      if (!redis_) return drained();
      redis_->flush([this] { drained(); });
    });
    broker_.give(broker::in::Drain{});
  }

  [[nodiscard]] std::size_t connections() const { return slot_ == nullptr ? 0 : slot_->owned(); }

  // --- WsiHome

  std::unique_ptr<WsiOwner> make_http(lws* wsi) override {
    return std::make_unique<HttpConnection>(wsi, routes_, options_.broker.limits.request_bytes,
                                            requests_);
  }

  std::unique_ptr<WsiOwner> make_client(lws* wsi) override {
    const std::optional<HttpRequest> request = read_request(wsi);
    if (!request) return nullptr;
    GatedPath gated = options_.demo_auth ? split_gate(request->path) : GatedPath{{}, request->path};
    if (!gated.gate.empty() && routes_.gates().is_shut(gated.gate, now().at)) return nullptr;
    Handshake handshake{.gate = std::move(gated.gate),
                        .path = std::move(gated.path),
                        .query = request->query,
                        .origin = std::nullopt,
                        .secure = request->secure,
                        .host = request->host,
                        .cookie = {}};
    if (!request->origin.empty()) handshake.origin = request->origin;
    if (asks_about_channels(options_.broker)) handshake.cookie = kept_cookie(request->cookie);
    const ClientLimits limits{options_.broker.limits.message_bytes,
                              options_.broker.limits.queue_bytes, options_.flush_for};
    return std::make_unique<ClientConnection>(wsi, loop_, *this, broker_.next_connection(),
                                              std::move(handshake), limits, requests_, queues_);
  }

  std::string cookie_of(broker::ConnectionId client) const {
    const auto found = broker_.clients().find(client);
    return found == broker_.clients().end() ? std::string() : found->second->handshake().cookie;
  }

  void gave_up(const char* why) noexcept override {
    try {
      if (log_) log_({Level::Bad, "connection-given-up", {{"text", why}}});
    } catch (const std::exception&) {
      // Not even enough memory for a log line.
    }
  }

  // --- ClientEvents

  void client_opened(ClientConnection& client) override {
    broker_.add(client);
    const Handshake& said = client.handshake();
    broker_.give(broker::in::ConnectionOpened{client.id(), said.path, said.query, said.origin,
                                              said.secure, entropy(), said.host});
  }

  void client_said(ClientConnection& client, std::string text) override {
    broker_.give(broker::in::TextReceived{client.id(), std::move(text)});
  }

  void client_flooded(ClientConnection& client) override {
    if (log_) {
      log_({Level::Bad,
            "slow-consumer",
            {{"client", std::to_string(client.id().value)},
             {"queued_bytes", std::to_string(client.queued_bytes())}}});
    }
    broker_.give(broker::in::ConnectionFlooded{client.id()});
  }

  void client_gone(ClientConnection& client) override {
    broker_.remove(client);
    broker_.give(broker::in::ConnectionClosed{client.id()});
    finish_when_empty();
  }

 private:
  /// Disconnects the client with the longest queue, to make room for the others. Returns false if
  /// all queues are empty.
  bool cut_slowest() {
    ClientConnection* slowest = nullptr;
    for (const auto& [id, client] : broker_.clients()) {
      if (client->is_closing() || client->queued_bytes() == 0) continue;
      if (slowest == nullptr || client->queued_bytes() > slowest->queued_bytes()) slowest = client;
    }
    if (slowest == nullptr) return false;
    slowest->flooded();
    return true;
  }

  void adopt(int fd) {
    const int type =
        LWS_ADOPT_SOCKET | LWS_ADOPT_HTTP | (options_.cert_file.empty() ? 0 : LWS_ADOPT_ALLOW_SSL);
    lws_sock_file_fd_type descriptor{};
    descriptor.sockfd = fd;
    // If this fails, libwebsockets has closed the socket.
    lws* wsi = lws_adopt_descriptor_vhost(vhost_, static_cast<lws_adoption_type>(type), descriptor,
                                          nullptr, nullptr);
    if (wsi != nullptr) slot_->waiting().enter(wsi);
  }

  void drained() {
    drained_ = true;
    finish_when_empty();
  }

  void finish_when_empty() {
    if (drained_ && broker_.clients().empty()) finish();
  }

  void finish() {
    flush_timer_.disarm();
    if (!done_) return;
    std::function<void()> done;
    done.swap(done_);
    done();
  }

  native::LoopCore& loop_;
  ServerOptions options_;
  Log log_;
  Budget requests_;
  QueueBudget queues_;
  BrokerHost broker_;
  Routes routes_;
  WebhookSender webhooks_;
  AccessQuestions questions_;
  std::optional<RedisFeed> redis_;
  Listener listener_;
  native::Timer flush_timer_;
  lws_vhost* vhost_ = nullptr;
  WsiSlot* slot_ = nullptr;  ///< The vhost's.
  std::function<void()> done_;
  bool drained_ = false;
};

Server::Server(native::Loop& loop, ServerOptions options, Log log)
    : parts_(std::make_unique<Parts>(loop.core(), std::move(options), std::move(log))) {}

Server::~Server() = default;

Result<std::string> Server::open() {
  return parts_->open();
}

void Server::drain(std::function<void()> done) {
  parts_->drain(std::move(done));
}

std::size_t Server::connections() const {
  return parts_->connections();
}

}  // namespace oread::server
