// The operator's settings for one dev server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "oread/broker/options.hpp"
#include "server/redis/options.hpp"
#include "server/static_files.hpp"

namespace oread::server {

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< Name or address; "0.0.0.0" and "::" mean all.
  std::uint16_t port = 6001;       ///< 0 selects a free one.
  std::string cert_file;           ///< PEM; with `key_file`, enables TLS for everything.
  std::string key_file;
  std::vector<StaticMount> mounts;
  /// Enables the demo's auth endpoint, publish button and outage, for the first app.
  bool demo_auth = false;
  /// The master key for encrypted channels, in the form that server SDKs use: 32 bytes in base64.
  /// If empty, they are refused.
  std::string master_key;
  /// Where events of Laravel's broadcaster `redis` arrive, for the first app.
  std::optional<RedisOptions> redis;
  std::vector<std::string> cors;  ///< Additional origins that may use HTTP.
  broker::Options broker;
  /// Bytes that all clients together may keep in memory. One half is for incomplete bodies and
  /// messages and for unread responses: what does not fit is refused. The other half is for unread
  /// events: the client with the longest queue is disconnected. 64 MiB: enough for thousands of
  /// well-behaved clients, or 32 queues at their own limit.
  std::size_t waiting_bytes = std::size_t{64} * 1024 * 1024;
  /// Maximum number of connections that are not WebSockets. 4096: a reconnecting herd completes its
  /// handshakes before it reaches this; the longest-waiting connection is closed.
  std::size_t http_connections = 4096;
  /// How long a client may take to read its queue when we close it. 5 s: a client that takes longer
  /// is dead.
  Millis flush_for = std::chrono::seconds(5);
};

/// The first invalid option, as a sentence that says what to do; nothing if the options can be
/// tried.
std::optional<std::string> check(const ServerOptions& options);

}  // namespace oread::server
