// What the operator chose for one dev server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "oread/broker/options.hpp"
#include "server/static_files.hpp"

namespace oread::server {

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< Name or address to listen on; "0.0.0.0" and "::" mean all.
  std::uint16_t port = 6001;       ///< 0: any free one.
  std::string cert_file;           ///< PEM; with `key_file`, everything is TLS.
  std::string key_file;
  std::vector<StaticMount> mounts;
  /// The auth endpoint, the publish button and the outage of the demo, for the first app.
  bool demo_auth = false;
  /// Of encrypted channels, as the server SDKs want it: 32 bytes in base64. Empty: they are
  /// refused.
  std::string master_key;
  std::vector<std::string> cors;  ///< Origins besides this machine's own that may use HTTP.
  broker::Options broker;
  /// Bytes that may wait in memory for all clients together. One half is for bodies and messages
  /// that are not complete and for answers that have not been taken: what finds no room is refused.
  /// The other half is for events that have not been taken: the client with the longest queue is
  /// cut. 64 MiB: thousands of honest clients, or 32 queues at their own bound.
  std::size_t waiting_bytes = std::size_t{64} * 1024 * 1024;
  /// Connections at once that are no WebSockets. 4096: a herd that reconnects is through its
  /// handshakes sooner; whoever has waited longest goes.
  std::size_t http_connections = 4096;
  /// How long a client may take to read what is queued when we close it. 5 s: more is a dead peer.
  Millis flush_for = std::chrono::seconds(5);
};

/// The first thing wrong with these options, as a sentence that says what to do; nothing when they
/// can be tried.
std::optional<std::string> check(const ServerOptions& options);

}  // namespace oread::server
