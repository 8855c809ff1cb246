#include "network.hpp"

#include <algorithm>
#include <utility>

namespace oread::sim {

void Network::connect(ServerEnd& server, std::vector<ClientEnd*> clients) {
  server_ = &server;
  clients_ = std::move(clients);
}

Millis Network::delay() {
  return weather_.slow ? random_.between(Millis(5), Millis(2'000))
                       : random_.between(Millis(5), Millis(80));
}

template <class Wires>
auto* Network::newest_in(Wires& wires, std::size_t client) {
  decltype(&wires.begin()->second) found = nullptr;
  for (auto& [id, wire] : wires) {
    if (wire.client == client && !wire.client_gone) found = &wire;
  }
  return found;
}

Wire* Network::newest_of(std::size_t client) {
  return newest_in(wires_, client);
}

const Wire* Network::newest(std::size_t client) const {
  return newest_in(wires_, client);
}

Wire* Network::wire_of(std::size_t client, LinkId link) {
  for (auto& [id, wire] : wires_) {
    if (wire.client == client && wire.link == link && !wire.client_gone) return &wire;
  }
  return nullptr;
}

Wire* Network::wire_of(broker::ConnectionId connection) {
  const auto found = wires_.find(connection.value);
  return found == wires_.end() ? nullptr : &found->second;
}

void Network::to_client(Wire& wire, Input input) {
  if (wire.client_gone || wire.to_client_cut) return;
  wire.to_client_at = std::max(wire.to_client_at, schedule_.now() + delay());
  schedule_.at(wire.to_client_at, [this, id = wire.connection, input = std::move(input)]() mutable {
    Wire* wire = wire_of(id);
    if (wire == nullptr || wire->to_client_cut) return;
    // Data in flight when the client closed may still arrive at its host.
    if (wire->client_gone && !random_.chance(30)) return;
    if (std::holds_alternative<in::LinkClosed>(input)) wire->client_gone = true;
    clients_[wire->client]->give(std::move(input));
  });
}

void Network::to_server(Wire& wire, std::function<void()> arrives) {
  if (wire.server_gone || wire.to_server_cut) return;
  wire.to_server_at = std::max(wire.to_server_at, schedule_.now() + delay());
  schedule_.at(wire.to_server_at, [this, id = wire.connection, arrives = std::move(arrives)] {
    const Wire* wire = wire_of(id);
    if (wire != nullptr && !wire->server_gone && !wire->to_server_cut) arrives();
  });
}

void Network::open(std::size_t client, LinkId link, std::string url) {
  const broker::ConnectionId id{next_connection_++};
  Wire& wire = wires_[id.value];
  wire.client = client;
  wire.link = link;
  wire.connection = id;
  wire.url = std::move(url);
  wire.server_gone = true;                            // Until it has arrived.
  if (!online(client) && random_.chance(50)) return;  // No response ever arrives.
  wire.to_server_at = schedule_.now() + delay();
  schedule_.at(wire.to_server_at, [this, id] { arrive(id); });
}

void Network::arrive(broker::ConnectionId connection) {
  Wire* wire = wire_of(connection);
  if (wire->client_gone) return;
  if (!server_->up() || !online(wire->client)) {
    to_client(*wire, in::LinkClosed{wire->link, 1006, ""});
    return;
  }
  wire->arrived = true;
  wire->server_gone = false;
  to_client(*wire, in::LinkOpened{wire->link});
  if (weather_.bad_greets != 0 && random_.chance(weather_.bad_greets)) {
    // A middlebox answers in the server's place, and then drops everything.
    static const std::vector<std::string> greetings = {
        "",
        "{}",
        "null",
        "<html>502</html>",
        R"({"event":"pusher:connection_established"})",
        R"({"event":"pusher:connection_established","data":"{\"socket_id\":[7]}"})",
        R"({"event":"pusher:error","data":{"code":null,"message":"?"}})"};
    to_client(*wire, in::LinkText{wire->link, random_.one_of(greetings)});
    if (random_.chance(50)) wire->to_client_cut = true;
  }
  server_->opened(connection, wire->url);
}

void Network::send(std::size_t client, LinkId link, std::string text) {
  if (Wire* wire = wire_of(client, link)) {
    to_server(*wire,
              [this, id = wire->connection, text = std::move(text)] { server_->heard(id, text); });
  }
}

void Network::close(std::size_t client, LinkId link) {
  Wire* wire = wire_of(client, link);
  if (wire == nullptr) return;
  tell_server_gone(*wire);
  wire->client_gone = true;
}

void Network::tell_server_gone(Wire& wire) {
  to_server(wire, [this, id = wire.connection] {
    wire_of(id)->server_gone = true;
    server_->gone(id);
  });
}

void Network::send(broker::ConnectionId connection, std::string text) {
  if (Wire* wire = wire_of(connection)) to_client(*wire, in::LinkText{wire->link, std::move(text)});
}

void Network::close(broker::ConnectionId connection, std::uint16_t code, std::string reason) {
  Wire* wire = wire_of(connection);
  if (wire == nullptr) return;
  to_client(*wire, in::LinkClosed{wire->link, code, std::move(reason)});
  wire->server_gone = true;
}

void Network::server_died() {
  for (auto& [id, wire] : wires_) {
    if (wire.server_gone) continue;
    to_client(wire, in::LinkClosed{wire.link, 1006, ""});
    wire.server_gone = true;
  }
}

void Network::end(Wire& wire, std::uint16_t code, std::string reason) {
  tell_server_gone(wire);
  to_client(wire, in::LinkClosed{wire.link, code, std::move(reason)});
}

void Network::drop(std::size_t client) {
  if (Wire* wire = newest_of(client)) end(*wire, 1006, "");
}

void Network::cut(std::size_t client, bool to_client, bool to_server) {
  Wire* wire = newest_of(client);
  if (wire == nullptr) return;
  wire->to_client_cut = wire->to_client_cut || to_client;
  wire->to_server_cut = wire->to_server_cut || to_server;
}

void Network::inject(std::size_t client, std::string text) {
  Wire* wire = newest_of(client);
  if (wire != nullptr && wire->arrived) to_client(*wire, in::LinkText{wire->link, std::move(text)});
}

void Network::close_by_server(std::size_t client, std::uint16_t code, bool as_error_frame) {
  Wire* wire = newest_of(client);
  if (wire == nullptr || !wire->arrived) return;
  if (as_error_frame) {
    to_client(*wire,
              in::LinkText{wire->link, R"({"event":"pusher:error","data":"{\"code\":)" +
                                           std::to_string(code) + R"(,\"message\":\"Go\"}"})"});
    end(*wire, 1006, "");
  } else {
    end(*wire, code, "Go");
  }
}

void Network::set_online(std::size_t client, bool online) {
  if (online) {
    offline_.erase(client);
    return;
  }
  offline_[client] = true;
  // A lost network shows itself immediately, or not at all.
  if (random_.chance(50)) {
    drop(client);
  } else {
    cut(client, true, true);
  }
}

}  // namespace oread::sim
