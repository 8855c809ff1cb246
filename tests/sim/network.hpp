// The network between clients and server: delays, and everything that can happen to a connection.
// Each direction of a connection preserves its order, like TCP.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "oread/broker/ids.hpp"
#include "oread/input.hpp"
#include "random.hpp"
#include "schedule.hpp"
#include "weather.hpp"

namespace oread::sim {

/// Receives inputs for a client.
class ClientEnd {
 public:
  virtual ~ClientEnd() = default;
  virtual void give(Input input) = 0;
};

/// Receives connections.
class ServerEnd {
 public:
  virtual ~ServerEnd() = default;
  [[nodiscard]] virtual bool up() const = 0;
  virtual void opened(broker::ConnectionId connection, const std::string& url) = 0;
  virtual void heard(broker::ConnectionId connection, std::string text) = 0;
  virtual void gone(broker::ConnectionId connection) = 0;
};

/// One connection, as the network sees it.
struct Wire {
  std::size_t client = 0;
  LinkId link;
  broker::ConnectionId connection;
  bool arrived = false;      ///< The server accepted it.
  bool client_gone = false;  ///< The client closed it, or was informed that it ended.
  bool server_gone = false;
  bool to_client_cut = false;  ///< Sent data disappears.
  bool to_server_cut = false;
  Time to_client_at{};  ///< Arrival time of the last data sent in this direction.
  Time to_server_at{};
  std::string url;
};

class Network {
 public:
  Network(Schedule& schedule, Random& random, const Weather& weather)
      : schedule_(schedule), random_(random), weather_(weather) {}

  void connect(ServerEnd& server, std::vector<ClientEnd*> clients);

  // Actions of a client's host.
  void open(std::size_t client, LinkId link, std::string url);
  void send(std::size_t client, LinkId link, std::string text);
  void close(std::size_t client, LinkId link);

  // Actions of the server's host.
  void send(broker::ConnectionId connection, std::string text);
  void close(broker::ConnectionId connection, std::uint16_t code, std::string reason);
  /// The process crashed: its connections end without a close.
  void server_died();

  // Faults. Each affects the client's newest connection, if there is one.
  void drop(std::size_t client);
  void cut(std::size_t client, bool to_client, bool to_server);
  void inject(std::size_t client, std::string text);
  void close_by_server(std::size_t client, std::uint16_t code, bool as_error_frame);
  void set_online(std::size_t client, bool online);

  /// A client's newest connection that neither side has closed; null if there is none.
  [[nodiscard]] const Wire* newest(std::size_t client) const;
  [[nodiscard]] bool online(std::size_t client) const { return !offline_.contains(client); }

 private:
  template <class Wires>
  static auto* newest_in(Wires& wires, std::size_t client);
  Wire* newest_of(std::size_t client);
  Wire* wire_of(std::size_t client, LinkId link);
  Wire* wire_of(broker::ConnectionId connection);
  [[nodiscard]] Millis delay();
  void to_client(Wire& wire, Input input);
  void to_server(Wire& wire, std::function<void()> arrives);
  void arrive(broker::ConnectionId connection);
  void tell_server_gone(Wire& wire);
  void end(Wire& wire, std::uint16_t code, std::string reason);

  Schedule& schedule_;
  Random& random_;
  const Weather& weather_;
  ServerEnd* server_ = nullptr;
  std::vector<ClientEnd*> clients_;
  std::map<std::uint32_t, Wire> wires_;  // By connection.
  std::uint32_t next_connection_ = 1;
  std::map<std::size_t, bool> offline_;
};

}  // namespace oread::sim
