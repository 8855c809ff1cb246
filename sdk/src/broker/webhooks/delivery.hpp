// Delivery of one receiver's events: queue, batch, try, retry, give up.
#pragma once

#include <string>

#include "broker/hub.hpp"

namespace oread::broker::webhooks {

void enqueue(Hub& hub, Receiver& receiver, std::string event);

/// Starts everything that is due for this receiver.
void run(Hub& hub, Receiver& receiver);

}  // namespace oread::broker::webhooks
