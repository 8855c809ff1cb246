// A decoded message, independent of the wire protocol.
#pragma once

#include <cstdint>

#include "oread/event.hpp"
#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// How the two ends of a link prove that they are alive. Any message is proof.
struct Heartbeat {
  /// The silence that the server allows, or with `by_server` the longest that it keeps itself; 0:
  /// not specified.
  Millis silence{};
  /// How long the answer to a ping may take; 0: not specified, the engine derives it from the
  /// round trip.
  Millis answer_within{};
  /// The server pings, and a client must not: `Session::ping` is never called.
  bool by_server = false;
  /// The server counts on a ping every `silence`, also while it sends something itself.
  bool is_regular = false;
};

/// A member as reported by a server.
struct MemberView {
  View id;
  View info;  ///< JSON text.
  bool id_is_number = false;
};

/// A decoded message, independent of the dialect. `kind` determines which fields are set. Strings
/// are views, valid during the call.
struct Frame {
  enum class Kind : std::uint8_t {
    Nothing,     ///< Proof of life (a pong), or something to be ignored.
    Reply,       ///< Send `text` back immediately: the answer to a ping, or the next step of a
                 ///< handshake.
    Welcome,     ///< The link is ready: `heartbeat`, and `socket_id` if the server gives one.
    Error,       ///< `code` (0: none), `text`.
    Closed,      ///< The server ends the link: `code` as for `Dialect::after_close`, `text`.
    Subscribed,  ///< `channel`, `data`; for presence channels `members`.
    SubscribeRefused,  ///< `channel`, `code`, `text`; `data` is what the server sent, verbatim.
    MemberAdded,       ///< `channel`, one of `members`; without one it is ignored.
    MemberRemoved,     ///< `channel`, one of `members` (its info is empty); the same.
    Count,             ///< `channel`, `count`.
    Message,    ///< `channel`, `event`, `data`, `user_id`; `payload_*` if it could become a route.
                ///< With `reply`, the sender waits for an answer.
    Answer,     ///< To an event of ours: `request`, `data`.
    SignedIn,   ///< `user_id`, `data`.
    Watchlist,  ///< `watchlist`.
    Bad,        ///< Not a frame of this dialect; `text` says why.
  };

  /// What an error frame may refer to.
  enum class About : std::uint8_t {
    Connection,  ///< Not a reply to a request of ours: it concerns the whole connection.
    Request,     ///< It may be the reply to a subscription or a sign-in, if one is in progress.
    TooOften,    ///< Too many messages, perhaps client events.
    Nothing,     ///< Informational: nothing depends on it.
  };

  Kind kind = Kind::Nothing;
  About about = About::Connection;
  bool has_data = false;  ///< A message with a payload, which may be empty.
  bool user_id_is_number = false;
  bool from_server =
      false;  ///< An event of the server itself, never encrypted (Pusher's cache_miss).
  std::uint16_t code = 0;
  std::uint32_t count = 0;
  bool is_binary = false;  ///< A Reply is sent as a binary message.
  Millis pause{};  ///< If no other message comes within it, `Session::nothing_came` is called.
  Heartbeat heartbeat;
  View channel;
  View event;
  View user_id;
  View socket_id;
  View text;
  View data;
  View attachments;   ///< Binary arguments: base64, with commas between them.
  View reply;         ///< By which the sender of an event knows the answer.
  RequestId request;  ///< The event of ours that is answered.
  List<MemberView> members;
  event::WatchlistChanged watchlist;  ///< The event for the app; the sink may move it out.

  /// Where the prefix of a route ends in the text and where its tail begins (`effect::AddRoute`),
  /// if everything else is the same in each such message. Otherwise both 0.
  std::uint32_t payload_begin = 0;
  std::uint32_t payload_end = 0;
};

#ifndef OREAD_LEAN
/// Receives the frames of one message, in order.
class FrameSink {
 public:
  /// `frame` is valid until the call returns.
  virtual void take(Frame& frame) = 0;

 protected:
  ~FrameSink() = default;
};
#endif

}  // namespace oread

#ifdef OREAD_LEAN
#include "oread/lean/frame_sink.hpp"
#endif
