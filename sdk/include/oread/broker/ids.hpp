// Numbers that name things between the broker and its host.
#pragma once

#include "oread/ids.hpp"

namespace oread::broker {

/// One WebSocket of one client, numbered by the host from 1; never used twice for one broker.
using ConnectionId = Id<struct ConnectionTag>;

/// One webhook delivery, numbered by the broker; a retry has a number of its own.
using WebhookId = Id<struct WebhookTag>;

}  // namespace oread::broker
