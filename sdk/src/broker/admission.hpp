// Who may connect: path, key, protocol, origin and quotas, and the greeting of who may.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker {

/// Greets the client, or tells it why not and closes. A refused connection is never entered into
/// the table.
void admit(Hub& hub, const in::ConnectionOpened& opened);

}  // namespace oread::broker
