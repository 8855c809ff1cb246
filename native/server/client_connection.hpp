// One client's WebSocket: assembles its messages, and queues what it cannot take yet.
#pragma once

#include <optional>
#include <string>

#include "oread/broker/effect.hpp"
#include "oread/broker/ids.hpp"
#include "server/budget.hpp"
#include "server/send_queue.hpp"
#include "server/wsi_owner.hpp"
#include "timer.hpp"

namespace oread::server {

class ClientConnection;

/// Receives the client's messages: the broker, through the server.
class ClientEvents {
 public:
  virtual ~ClientEvents() = default;
  virtual void client_opened(ClientConnection& client) = 0;
  virtual void client_said(ClientConnection& client, std::string text) = 0;
  /// The send queue exceeds its limit.
  virtual void client_flooded(ClientConnection& client) = 0;
  virtual void client_gone(ClientConnection& client) = 0;
};

/// Data from the handshake.
struct Handshake {
  std::string gate;  ///< The demo's gate; usually empty.
  std::string path;
  std::string query;
  std::optional<std::string> origin;
  bool secure = false;
  std::string host;
  std::string cookie;  ///< For the auth endpoint; empty without one.
};

/// Limits, from the options.
struct ClientLimits {
  std::size_t message_bytes = 0;
  std::size_t queue_bytes = 0;
  Millis flush_for{0};
};

class ClientConnection final : public WsiOwner {
 public:
  ClientConnection(lws* wsi, native::LoopCore& loop, ClientEvents& events, broker::ConnectionId id,
                   Handshake handshake, const ClientLimits& limits, Budget& incoming,
                   QueueBudget& queues);
  ~ClientConnection() override;

  [[nodiscard]] broker::ConnectionId id() const { return id_; }
  [[nodiscard]] const Handshake& handshake() const { return handshake_; }
  [[nodiscard]] std::size_t queued_bytes() const { return queue_.bytes(); }
  /// Marks the client as about to be closed for being too slow.
  void flooded();
  [[nodiscard]] bool is_closing() const { return closing_.has_value() || flooded_; }

  int on_wsi(lws* wsi, lws_callback_reasons reason, std::string_view bytes) override;

  void send(const broker::SharedText& text);
  /// Sends what is queued, then closes. A client that does not read it in time is disconnected. If
  /// the queue overflowed, it is discarded, so that the client at least receives the reason.
  void close(std::uint16_t code, std::string reason);
  /// Ends the TCP connection without a close frame.
  void cut();

 private:
  struct Closing {
    std::uint16_t code;
    std::string reason;
  };

  void receive(std::string_view bytes);
  void forget_incoming();
  int write();
  int write_one(const std::string& text);

  lws* wsi_;
  ClientEvents& events_;
  broker::ConnectionId id_;
  Handshake handshake_;
  ClientLimits limits_;
  native::Timer flush_timer_;
  bool open_ = false;
  bool flooded_ = false;
  bool said_goodbye_ = false;  ///< libwebsockets has sent a Close, or is about to.
  std::string incoming_;
  Share incoming_share_;
  SendQueue queue_;
  std::optional<Closing> closing_;
};

}  // namespace oread::server
