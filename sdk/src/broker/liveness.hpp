// Who is still there: pings after silence, closes who stays silent, and who never says who it is.
//
// Every connection has one alarm. News does not move it; when it rings, the time stamps tell
// whether anything is to be done, and the alarm is set again.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker {

/// Starts watching a connection that has just been let in.
void watch(Hub& hub, Connection& connection);

/// Stops watching it.
void unwatch(Hub& hub, const Connection& connection);

/// It said something.
void heard(Hub& hub, Connection& connection);

/// Looks after everybody whose alarm rings.
void run_alarms(Hub& hub);

}  // namespace oread::broker
