// A cluster: several brokers that serve the same apps. Each tells the others what its clients do,
// and knows what theirs do, so that a request is answered from memory.
//
// Whatever carries the messages may lose some, but neither doubles nor reorders those of one node.
// A node that misses one asks for everything. A node that says nothing for too long is forgotten.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker::cluster {

/// Messages can be sent and received, or no longer.
void reachable(Hub& hub);
void unreachable(Hub& hub);

/// What is due: signs of life, answers, nodes that are silent.
void run(Hub& hub);
[[nodiscard]] Time deadline(const Hub& hub);

}  // namespace oread::broker::cluster
