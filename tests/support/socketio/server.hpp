// The server's side of Socket.IO, for tests that run an engine.
#pragma once

#include <memory>

#include "oread/dialects.hpp"
#include "support/good_server.hpp"

namespace oread::test {

struct SocketIoServerOptions {
  /// Socket.IO 2, as laravel-echo-server uses it; else 4.
  bool is_old = false;
  /// It offers a WebSocket to clients that poll.
  bool upgrades = false;
  SocketIoOptions client = {.host = "io.test", .port = 443};
};

/// How long a server of the fourth revision is silent at most: its interval and its timeout.
inline constexpr Millis kPingInterval{25'000};
inline constexpr Millis kPingTimeout{20'000};

/// laravel-echo-server; with `client.namespaces` a server that allows and answers everything. The
/// first carrier among `client.transports` is the one that works.
std::shared_ptr<const GoodServer> socketio_server(const SocketIoServerOptions& options = {});

}  // namespace oread::test
