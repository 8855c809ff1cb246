// Ids shared by the broker and its host.
#pragma once

#include "oread/ids.hpp"

namespace oread::broker {

/// One WebSocket of one client, numbered by the host from 1; never reused for the same broker.
using ConnectionId = Id<struct ConnectionTag>;

/// One webhook delivery, numbered by the broker; a retry has a new number.
using WebhookId = Id<struct WebhookTag>;

/// One question to an app's auth endpoint, numbered by the broker.
using AccessId = Id<struct AccessTag>;

}  // namespace oread::broker
