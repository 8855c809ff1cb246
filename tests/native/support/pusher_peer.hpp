// The parts of the Pusher protocol that a scripted server needs.
#pragma once

#include <string>

#include "peer.hpp"

namespace oread::test {

/// The handshake: WebSocket, then the greeting with socket id "1.1".
void greet(PeerConnection& client);

/// Waits for the subscription to `channel` and acknowledges it. Returns the client's message.
std::string acknowledge(PeerConnection& client, const std::string& channel);

/// An event of an encrypted channel, sealed with a key of 32 times "k".
std::string sealed_event(const std::string& channel, const std::string& event,
                         const std::string& plain);

}  // namespace oread::test
