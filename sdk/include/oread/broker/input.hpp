// The broker's inputs: facts about connections, requests and deliveries, and requests from the
// host.
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

/// A WebSocket handshake is complete. The broker parses the path, and also answers for unknown
/// paths and keys: the host accepts every upgrade and reports it.
struct ConnectionOpened {
  ConnectionId connection;
  std::string path;   ///< As in the request line, without query and host's prefix.
  std::string query;  ///< As in the request line, without "?": "protocol=7&client=js&version=8.4".
  std::optional<std::string> origin;  ///< The Origin header, if there was one.
  bool secure = false;                ///< The client connected with TLS.
  /// 64 bits from a cryptographic random number generator, from which the socket id is made: anyone
  /// who can guess a socket id can obtain signatures for it in advance.
  std::uint64_t entropy = 0;
  /// The Host header, if there was one. It only matters with `App::auth_endpoint`.
  std::string host = {};
};

/// A text message arrived. Binary messages are passed in the same way.
struct TextReceived {
  ConnectionId connection;
  std::string text;  ///< May contain anything.
};

/// More than `Limits::queue_bytes` are waiting to be sent to this client: the broker disconnects
/// it.
struct ConnectionFlooded {
  ConnectionId connection;
};

/// The connection is closed, for whatever reason.
struct ConnectionClosed {
  ConnectionId connection;
};

// --- HTTP API ---

/// A complete request of the HTTP API. The broker returns exactly one `effect::HttpResponse`.
struct HttpRequest {
  RequestId request;
  std::string method;
  std::string path;   ///< Raw, still percent-encoded, without query and without the host's prefix.
  std::string query;  ///< Raw, without "?".
  std::string body;
  /// The same path with more of it escaped, if the host cannot know which of the two was sent: a
  /// signature of either is right. Empty: it knows.
  std::string escaped_path = {};
};

// --- Webhooks ---

/// The receiver returned 2xx.
struct WebhookDelivered {
  WebhookId webhook;
};

/// It returned another status (`status`), or nothing (0).
struct WebhookFailed {
  WebhookId webhook;
  std::uint16_t status = 0;
};

// --- Auth endpoints ---

/// The response to `effect::AskAccess`. Redirects are not followed.
struct AccessAnswered {
  AccessId access;
  std::uint16_t status = 0;  ///< 0: the endpoint could not be reached.
  std::string body;          ///< May contain anything.
};

// --- Requests from the host ---

/// Publish without HTTP, for a test kit or an in-process publisher. The rules are those of `POST
/// events`; the broker returns `effect::Published`.
struct Publish {
  RequestId request;
  std::string app_id;
  std::vector<std::string> channels;
  std::string event;
  std::string data;       ///< The string that subscribers receive as `data`.
  std::string socket_id;  ///< The connection to exclude; empty: none.
  /// Every node of the cluster is given it by its own host, so it is not passed on.
  bool reaches_all_nodes = false;
};

// --- The other nodes of a cluster

/// Messages can be sent to the other nodes, and theirs arrive. May be repeated.
struct NodesReachable {};

/// They cannot, or some may have been lost.
struct NodesUnreachable {};

/// A message of a node, in the order in which that node sent it. Own messages may be passed, too.
struct NodeMessage {
  std::string text;  ///< May contain anything.
};

/// The process is asked to exit (SIGTERM). Closes all connections with 4200 (reconnect
/// immediately), admits nobody and flushes webhooks; then returns `effect::Drained`.
struct Drain {};

/// Only time has passed. Harmless at any time.
struct Tick {};

}  // namespace in

using Input = std::variant<in::ConnectionOpened, in::TextReceived, in::ConnectionFlooded,
                           in::ConnectionClosed, in::HttpRequest, in::WebhookDelivered,
                           in::WebhookFailed, in::AccessAnswered, in::Publish, in::NodesReachable,
                           in::NodesUnreachable, in::NodeMessage, in::Drain, in::Tick>;

}  // namespace oread::broker
