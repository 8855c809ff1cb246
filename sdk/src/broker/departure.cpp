#include "broker/departure.hpp"

#include "broker/access.hpp"
#include "broker/cluster/report.hpp"
#include "broker/liveness.hpp"
#include "broker/membership.hpp"
#include "broker/users.hpp"

namespace oread::broker {
namespace {

void release(Hub& hub, Connection& connection) {
  while (!connection.subscriptions.empty()) {
    const std::string channel = connection.subscriptions.begin()->first;
    leave(hub, connection, channel);
  }
  access::release(hub, connection);
  sign_out(hub, connection);
  unwatch(hub, connection);
  connection.app->sockets.erase(connection.socket_id);
  cluster::connections_changed(hub, *connection.app);
  const ConnectionId id = connection.id;
  hub.connections.erase(id);
}

}  // namespace

void close(Hub& hub, Connection& connection, std::uint16_t code, std::string_view reason) {
  hub.effects.push_back(effect::CloseConnection{connection.id, code, std::string(reason)});
  hub.notice(NoticeKind::ConnectionEnded, connection, {}, reason, code);
  release(hub, connection);
}

void forget(Hub& hub, Connection& connection) {
  hub.notice(NoticeKind::ConnectionEnded, connection, {}, {});
  release(hub, connection);
}

}  // namespace oread::broker
