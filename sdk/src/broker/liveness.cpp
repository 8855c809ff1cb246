#include "broker/liveness.hpp"

#include "broker/departure.hpp"
#include "broker/messages.hpp"

namespace oread::broker {
namespace {

void set_alarm(Hub& hub, Connection& connection) {
  const LivenessOptions& options = hub.options.liveness;
  const Time silence = connection.pinged_at ? *connection.pinged_at + options.pong_within
                                            : connection.heard_at + options.ping_after;
  connection.alarm_at = earlier(silence, connection.authorize_by);
  hub.alarms.emplace(connection.alarm_at, connection.id);
}

/// Returns whether the connection stays open.
bool look_after(Hub& hub, Connection& connection) {
  const LivenessOptions& options = hub.options.liveness;
  if (connection.authorize_by <= hub.now.at) {
    close(hub, connection, 4009, "Neither signed in nor on a private channel in time");
    return false;
  }
  if (connection.pinged_at) {
    if (hub.now.at < *connection.pinged_at + options.pong_within) return true;
    close(hub, connection, 4201, "No pong in time");
    return false;
  }
  if (hub.now.at >= connection.heard_at + options.ping_after) {
    connection.pinged_at = hub.now.at;
    hub.send(connection.id, messages::ping());
  }
  return true;
}

}  // namespace

void watch(Hub& hub, Connection& connection) {
  connection.heard_at = hub.now.at;
  if (connection.app->options->authorize_within > Millis::zero()) {
    connection.authorize_by = hub.now.at + connection.app->options->authorize_within;
  }
  set_alarm(hub, connection);
}

void unwatch(Hub& hub, const Connection& connection) {
  hub.alarms.erase({connection.alarm_at, connection.id});
}

void heard(Hub& hub, Connection& connection) {
  connection.heard_at = hub.now.at;
  connection.pinged_at.reset();
}

void run_alarms(Hub& hub) {
  while (!hub.alarms.empty() && hub.alarms.begin()->first <= hub.now.at) {
    Connection& connection = *hub.find(hub.alarms.begin()->second);
    if (!look_after(hub, connection)) continue;
    unwatch(hub, connection);
    set_alarm(hub, connection);
  }
}

}  // namespace oread::broker
