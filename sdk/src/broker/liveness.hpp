// Liveness: pings after silence, closes connections that stay silent, and closes those that do not
// authenticate in time.
//
// Every connection has one alarm. Messages do not move it; when it fires, the timestamps decide
// whether there is anything to do, and the alarm is set again.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker {

/// Starts watching a connection that has just been admitted.
void watch(Hub& hub, Connection& connection);

/// Stops watching it.
void unwatch(Hub& hub, const Connection& connection);

/// A message arrived on it.
void heard(Hub& hub, Connection& connection);

/// Checks every connection whose alarm is due.
void run_alarms(Hub& hub);

}  // namespace oread::broker
