// The wire languages that Oread speaks.
#pragma once

#include <memory>

#include "oread/dialect.hpp"
#include "oread/text.hpp"

namespace oread {

/// Where a Pusher-protocol server is, and who we say that we are.
struct PusherOptions {
  Text key;                      ///< The app's public key.
  Text host;                     ///< Name or address; no scheme, no port.
  std::uint16_t port = 80;       ///< TCP port without TLS.
  std::uint16_t tls_port = 443;  ///< TCP port with TLS.
  bool tls = true;  ///< wss to `tls_port`, else ws to `port` (until the server says "TLS only").
  Text path;        ///< Prefix before "/app/{key}"; "" or "/prefix".
  Text client{"oread"};   ///< `client` query parameter.
  Text version{"2.5.0"};  ///< `version` query parameter.

  static void fields(auto& self, auto&& field) {
    field("key", self.key);
    field("host", self.host);
    field("port", self.port);
    field("tlsPort", self.tls_port);
    field("tls", self.tls);
    field("path", self.path);
    field("client", self.client);
    field("version", self.version);
  }
};

/// The first thing wrong with these options (`Errc::BadOption`), or nothing.
std::optional<Error> check(const PusherOptions& options);

/// Where links lead, for a host that has the addresses already: one that opens its first link
/// before the engine runs.
struct PusherLinks {
  Text url;      ///< Without TLS.
  Text tls_url;  ///< With TLS.
  bool tls = true;

  static void fields(auto& self, auto&& field) {
    field("url", self.url);
    field("tlsUrl", self.tls_url);
    field("tls", self.tls);
  }
};

/// Pusher Channels protocol 7: hosted Pusher, Reverb, Soketi, Ably's adapter and others. `options`
/// must have passed `check()`; ready addresses are taken as they are.
std::unique_ptr<Dialect> make_pusher(const PusherOptions& options);
std::unique_ptr<Dialect> make_pusher(const PusherLinks& links);

}  // namespace oread
