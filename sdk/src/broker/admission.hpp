// Admission: checks path, key, protocol, origin and quotas, and greets the clients that pass.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker {

/// Greets the client, or reports the reason and closes. A refused connection is never entered into
/// the table.
void admit(Hub& hub, const in::ConnectionOpened& opened);

}  // namespace oread::broker
