// What the host must do, or may display, in the order in which the broker wants it done.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "oread/broker/ids.hpp"
#include "oread/error.hpp"

namespace oread::broker {

/// A message shared by all its receivers: a fan-out to 10,000 clients stores one copy. Never null.
using SharedText = std::shared_ptr<const std::string>;

/// The kind of a notice.
enum class NoticeKind : std::uint8_t {
  ConnectionAccepted,  ///< `text` is the socket id.
  ConnectionRefused,   ///< Before the handshake; `code` is the close code.
  ConnectionEnded,     ///< `code` is our close code, or 0 if the client closed.
  Subscribed,
  SubscribeRefused,
  Unsubscribed,
  EventPublished,      ///< `text` is the event's name.
  ClientEventRelayed,  ///< `text` is the event's name.
  ClientEventRefused,
  MessageRefused,  ///< Malformed, or an event that clients may not send.
  SignedIn,        ///< `text` is the user's id.
  SignInRefused,
  RequestRefused,  ///< HTTP API; `code` is the status.
  WebhookGivenUp,  ///< Not delivered within the retry time; `code` is the last status.
  WebhookDropped,  ///< The receiver's queue was full.
  NodeJoined,      ///< Another node of the cluster; `text` is its id.
  NodeGone,        ///< It has ended or is silent; `text` is its id and which of the two.
  NodesMissed,     ///< Too much waits for the other nodes; `text` is the kind of what is dropped.
};

namespace effect {

/// Send `text` as one message.
struct SendText {
  ConnectionId connection;
  SharedText text;
};

/// Send what is queued, then close with this code. The broker has already removed the connection
/// and ignores whatever else it sends. The queue of a flooded connection (4100) may be dropped.
struct CloseConnection {
  ConnectionId connection;
  std::uint16_t code = 1000;
  std::string reason;  ///< At most 123 bytes, ASCII.
};

/// The response to `in::HttpRequest`.
struct HttpResponse {
  RequestId request;
  std::uint16_t status = 200;
  std::string content_type;
  std::string body;
};

/// POST `body` to `url` with these headers, then report `WebhookDelivered` or `WebhookFailed`.
struct DeliverWebhook {
  WebhookId webhook;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// Ask the app's auth endpoint whether this client may join the channel: POST to `url`, as a form,
/// `channel_name` and `socket_id`, with `X-Requested-With: XMLHttpRequest`; then report
/// `AccessAnswered`. A question that waits for longer than `AccessOptions::answer_within` may be
/// dropped.
struct AskAccess {
  AccessId access;
  ConnectionId connection;
  std::string url;
  std::string channel;
  std::string socket_id;
  std::string authorization;  ///< The value of the header `Authorization`; empty: none.
  bool with_cookies = false;  ///< Pass on the cookies of the client's handshake.
};

/// Nobody waits for the answer any more. A question that has not been sent need not be.
struct DropAccess {
  AccessId access;
  ConnectionId connection;
};

/// The result of `in::Publish`: nothing, or why nothing was published.
struct Published {
  RequestId request;
  std::optional<Error> error;
  std::string channel;  ///< With an error: the first channel of the event.
  std::string event;    ///< With an error: its name.
};

/// Send `text` to all other nodes of the cluster. Only with `ClusterOptions::node`, and only
/// between `in::NodesReachable` and `in::NodesUnreachable`.
struct TellNodes {
  std::string text;
};

/// Everything is done; the process may exit once the sockets are flushed. Emitted once.
struct Drained {};

/// Something worth logging. It may contain text from clients: escape it when printing. Only with
/// `Options::notices`.
struct Notice {
  NoticeKind kind{};
  std::string app_id = {};       ///< Empty if no app is known yet.
  ConnectionId connection = {};  ///< 0 if it is not about one.
  std::string channel = {};      ///< Empty if it is not about one.
  std::uint16_t code = 0;
  std::string text = {};
};

}  // namespace effect

using Effect = std::variant<effect::SendText, effect::CloseConnection, effect::HttpResponse,
                            effect::DeliverWebhook, effect::AskAccess, effect::DropAccess,
                            effect::Published, effect::TellNodes, effect::Drained, effect::Notice>;
using Effects = std::vector<Effect>;

/// The stable, lower-case name of a kind: "connection-accepted".
std::string_view name(NoticeKind kind);

}  // namespace oread::broker
