// What the broker is told: facts about connections, requests and deliveries, and the host's wishes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "oread/broker/ids.hpp"

namespace oread::broker {
namespace in {

// --- Connections ---

/// A WebSocket handshake is complete. The broker reads the path, so it also answers for paths and
/// keys that do not exist: the host accepts the upgrade and tells.
struct ConnectionOpened {
  ConnectionId connection;
  std::string path;   ///< As in the request line, without query and without the host's own prefix.
  std::string query;  ///< As in the request line, without "?": "protocol=7&client=js&version=8.4".
  std::optional<std::string> origin;  ///< The Origin header, if there was one.
  bool secure = false;                ///< The client came by TLS.
  /// 64 bits from a cryptographic random number generator: the socket id is made of them, and who
  /// can guess a socket id can have signatures made for it in advance.
  std::uint64_t entropy = 0;
};

/// A text message came. Binary messages are handed in the same way.
struct TextReceived {
  ConnectionId connection;
  std::string text;  ///< Anything at all may stand in it.
};

/// More than `Limits::queue_bytes` wait to be sent to this client: the broker cuts it.
struct ConnectionFlooded {
  ConnectionId connection;
};

/// The client is gone, for whatever reason.
struct ConnectionClosed {
  ConnectionId connection;
};

// --- HTTP API ---

/// A complete request of the HTTP API. Answered by exactly one `effect::HttpResponse`.
struct HttpRequest {
  RequestId request;
  std::string method;
  std::string path;   ///< Raw, still percent-encoded, without query and without the host's prefix.
  std::string query;  ///< Raw, without "?".
  std::string body;
};

// --- Webhooks ---

/// The receiver answered 2xx.
struct WebhookDelivered {
  WebhookId webhook;
};

/// It answered something else (`status`), or not at all (0).
struct WebhookFailed {
  WebhookId webhook;
  std::uint16_t status = 0;
};

// --- Wishes of the host ---

/// Publish without HTTP, for a test kit or an in-process publisher. Same rules as `POST events`;
/// answered by `effect::Published`.
struct Publish {
  RequestId request;
  std::string app_id;
  std::vector<std::string> channels;
  std::string event;
  std::string data;       ///< The string that subscribers get as `data`.
  std::string socket_id;  ///< This connection does not get it; empty: everybody does.
};

/// The process is asked to end (SIGTERM). Everybody is sent away with 4200 (come back at once),
/// nobody is let in, webhooks are flushed; then `effect::Drained`.
struct Drain {};

/// Time has passed, nothing else. Harmless at any moment.
struct Tick {};

}  // namespace in

using Input = std::variant<in::ConnectionOpened, in::TextReceived, in::ConnectionFlooded,
                           in::ConnectionClosed, in::HttpRequest, in::WebhookDelivered,
                           in::WebhookFailed, in::Publish, in::Drain, in::Tick>;

}  // namespace oread::broker
