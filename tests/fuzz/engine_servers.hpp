// The servers that the engine is fuzzed with.
#pragma once

#include <cstdint>
#include <memory>

#include "support/pusher/server.hpp"
#include "support/socketio/server.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {

inline constexpr std::uint8_t kStates = 7;

/// Which languages the options byte selects: above this, Socket.IO of both revisions.
inline constexpr std::uint8_t kSocketIo = 0x80;

inline std::shared_ptr<const GoodServer> socketio(std::uint8_t choice) {
  SocketIoServerOptions out;
  out.is_old = (choice & 1U) != 0;
  out.client.transports = (choice & 2U) != 0 ? "polling,websocket" : "websocket,polling";
  // A body of the third revision cannot be read on a socket.
  out.upgrades = !out.is_old;
  out.client.sends_auth = (choice & 4U) != 0;
  out.client.namespaces = (choice & 8U) != 0;
  return socketio_server(out);
}

/// Pusher, or a toy that sockets or requests carry, with each way to ask for credentials.
inline std::shared_ptr<const GoodServer> server(std::uint8_t options, std::uint8_t choice) {
  if (options >= kSocketIo) return socketio(choice / kStates);
  constexpr ToyOptions kToys[] = {
      {Carrier::Requests, Asks::Nothing},        {Carrier::Socket, Asks::BeforeLink},
      {Carrier::Requests, Asks::BeforeLink},     {Carrier::Socket, Asks::BeforeGreeting},
      {Carrier::Requests, Asks::BeforeGreeting}, {Carrier::Socket, Asks::Nothing}};
  const std::size_t toy = choice / (kStates * 6U);
  return toy == 0 ? usual_server() : toy_server(kToys[toy - 1]);
}

}  // namespace oread::test
