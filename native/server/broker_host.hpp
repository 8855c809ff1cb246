// Gives the broker its inputs one at a time, carries out its effects in order, and ticks it on
// time.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>

#include "digests.hpp"
#include "oread/broker/broker.hpp"
#include "server/client_connection.hpp"
#include "server/http_handler.hpp"
#include "server/log.hpp"
#include "timer.hpp"

namespace oread::server {

class BrokerHost {
 public:
  BrokerHost(native::LoopCore& loop, broker::Options options, const Log& log);

  /// Handled immediately, or after the current input. Throws what an effect threw, after everything
  /// else has been carried out.
  void give(broker::Input input);

  /// Ids for connections and requests.
  broker::ConnectionId next_connection() { return {++connections_}; }

  void add(ClientConnection& client) { clients_[client.id()] = &client; }
  void remove(const ClientConnection& client) { clients_.erase(client.id()); }

  /// Passes on a request to the HTTP API; the response goes to `caller`.
  void request(HttpCaller& caller, HttpRequest request);
  /// Publishes on behalf of the request of `caller`.
  void publish(HttpCaller& caller, broker::in::Publish publish);
  /// Drops the response for this caller.
  void forget(HttpCaller& caller);

  using OnWebhook = std::function<void(broker::effect::DeliverWebhook)>;
  void on_webhook(OnWebhook callback) { on_webhook_ = std::move(callback); }
  using OnAskAccess = std::function<void(const broker::effect::AskAccess&)>;
  void on_ask_access(OnAskAccess callback) { on_ask_access_ = std::move(callback); }
  using OnDropAccess = std::function<void(const broker::effect::DropAccess&)>;
  void on_drop_access(OnDropAccess callback) { on_drop_access_ = std::move(callback); }
  using OnTellNodes = std::function<void(const std::string& text)>;
  void on_tell_nodes(OnTellNodes callback) { on_tell_nodes_ = std::move(callback); }
  void on_drained(std::function<void()> callback) { on_drained_ = std::move(callback); }

  [[nodiscard]] const std::map<broker::ConnectionId, ClientConnection*>& clients() const {
    return clients_;
  }
  [[nodiscard]] const broker::Broker& broker() const { return broker_; }
  [[nodiscard]] const broker::Digests& digests() const { return digests_; }

 private:
  HttpCaller* take(RequestId request);
  void carry_out(broker::Effect& effect);
  void carry_out(broker::effect::SendText& effect);
  void carry_out(broker::effect::CloseConnection& effect);
  void carry_out(broker::effect::HttpResponse& effect);
  void carry_out(broker::effect::DeliverWebhook& effect);
  void carry_out(broker::effect::AskAccess& effect);
  void carry_out(broker::effect::DropAccess& effect);
  void carry_out(broker::effect::Published& effect);
  void carry_out(broker::effect::TellNodes& effect);
  void carry_out(broker::effect::Drained& effect);
  void carry_out(broker::effect::Notice& effect);
  RequestId await(HttpCaller& caller);
  void set_timer();

  native::OpenSslDigests digests_;
  broker::Broker broker_;
  const Log& log_;
  native::Timer timer_;
  std::optional<Time> timer_at_;
  std::deque<broker::Input> inputs_;
  bool handling_ = false;
  std::uint32_t connections_ = 0;
  std::uint32_t requests_ = 0;
  std::map<broker::ConnectionId, ClientConnection*> clients_;
  std::map<RequestId, HttpCaller*> awaiting_;
  OnWebhook on_webhook_;
  OnAskAccess on_ask_access_;
  OnDropAccess on_drop_access_;
  OnTellNodes on_tell_nodes_;
  std::function<void()> on_drained_;
};

}  // namespace oread::server
