// The wire protocols that Oread supports.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#ifndef OREAD_LEAN
#include <variant>
#endif

#include "oread/dialect.hpp"
#include "oread/error.hpp"
#include "oread/link_addresses.hpp"
#include "oread/text.hpp"

namespace oread {

/// The address of a Pusher-protocol server, and how the client identifies itself.
struct PusherOptions {
  static constexpr const char* kName = "pusher";

  Text key;                      ///< The app's public key.
  Text host;                     ///< Host name or address, without scheme and port.
  std::uint16_t port = 80;       ///< TCP port without TLS.
  std::uint16_t tls_port = 443;  ///< TCP port with TLS.
  bool tls = true;               ///< wss on `tls_port`; else ws on `port`, until TLS is required.
  Text path;                     ///< Prefix before "/app/{key}"; "" or "/prefix".
  Text client{"oread"};          ///< `client` query parameter.
  Text version{"2.5.0"};         ///< `version` query parameter.

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

/// The first invalid option (`Errc::BadOption`), or nothing.
std::optional<Error> check(const PusherOptions& options);

/// Pusher Channels protocol 7: hosted Pusher, Reverb, Soketi, Ably's adapter and others. `options`
/// must have passed `check()`; complete addresses are used unchanged.
std::unique_ptr<Dialect> make_pusher(const PusherOptions& options);
std::unique_ptr<Dialect> make_pusher(const LinkAddresses& links);

/// Where a Socket.IO server is, and how to speak to it. Socket.IO 1 to 4 are told apart by what the
/// server says.
struct SocketIoOptions {
  static constexpr const char* kName = "socket.io";

  Text host{};  ///< Host name or address, without scheme and port.
  std::uint16_t port = 443;
  bool tls = true;          ///< wss and https; else ws and http.
  Text path{"/socket.io"};  ///< Path of the server, without the slash at its end.
  /// More query parameters, percent-encoded: "a=1&b=2". The protocol's own are added to them.
  Text query{};
  /// What may carry a link, in the order of the attempts: "websocket,polling",
  /// "polling,websocket", or one of the two.
  Text transports{"websocket,polling"};
  /// Ask the app what to send when connecting: a JSON object, which servers since Socket.IO 3 know
  /// as `socket.handshake.auth`. The question is `AuthKind::Connection`, or with `namespaces` one
  /// of `AuthKind::Channel` for each.
  bool sends_auth = false;
  /// Channels are namespaces ("/", "/admin"). Events are sent with `in::Emit`, and their payload is
  /// the JSON array of name and arguments. Otherwise channels are those of laravel-echo-server.
  bool namespaces = false;

  static void fields(auto& self, auto&& field) {
    field("host", self.host);
    field("port", self.port);
    field("tls", self.tls);
    field("path", self.path);
    field("query", self.query);
    field("transports", self.transports);
    field("sendsAuth", self.sends_auth);
    field("namespaces", self.namespaces);
  }
};

/// The first invalid option (`Errc::BadOption`), or nothing.
std::optional<Error> check(const SocketIoOptions& options);

/// Socket.IO: the channels of laravel-echo-server, or namespaces. `options` must have passed
/// `check()`; complete addresses are used unchanged.
std::unique_ptr<Dialect> make_socketio(const SocketIoOptions& options);
std::unique_ptr<Dialect> make_socketio(const CarrierAddresses& addresses);

#ifndef OREAD_LEAN
/// The address of a server, in the terms of its dialect. Each alternative has a `kName`, by which
/// transcripts name the dialect, and `fields`.
using DialectOptions = std::variant<PusherOptions, SocketIoOptions>;

/// The first invalid option (`Errc::BadOption`), or nothing.
std::optional<Error> check(const DialectOptions& options);

/// The dialect that these options belong to. They must have passed `check()`.
std::unique_ptr<Dialect> make_dialect(const DialectOptions& options);
#endif

}  // namespace oread
