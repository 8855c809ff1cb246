// A wire protocol. The engine knows no protocol-specific names; a dialect knows all of them.
#pragma once

#include <cstdint>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

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
    Welcome,     ///< The link is ready: `socket_id`, `idle_for`.
    Error,       ///< `code` (0: none), `text`.
    Subscribed,  ///< `channel`, `data`; for presence channels `members`.
    SubscribeRefused,  ///< `channel`, `code`, `text`; `data` is what the server sent, verbatim.
    MemberAdded,       ///< `channel`, one of `members`.
    MemberRemoved,     ///< `channel`, one of `members` (its info is empty).
    Count,             ///< `channel`, `count`.
    Message,    ///< `channel`, `event`, `data`, `user_id`; `payload_*` if it could become a route.
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
  Millis idle_for{};  ///< The silence that the server allows; 0: not specified.
  View channel;
  View event;
  View user_id;
  View socket_id;
  View text;
  View data;
  List<MemberView> members;
  event::WatchlistChanged watchlist;  ///< The event for the app; the sink may move it out.

  /// The position of the inside of the payload's string literal in the text, if the frame contains
  /// only event, channel and data, and data is a string. Otherwise both 0.
  std::uint32_t payload_begin = 0;
  std::uint32_t payload_end = 0;
};

/// What a channel's name implies. Bits, because it is copied often.
struct ChannelTraits {
  bool needs_auth : 1 = false;  ///< The auth endpoint is asked before the server.
  bool presence : 1 = false;    ///< It has a roster.
  bool encrypted : 1 = false;   ///< Its events are encrypted; whispers are impossible.
  bool replays : 1 =
      false;  ///< The server sends the last event after the acknowledgement (`cache-`).
  bool of_user : 1 = false;  ///< Belongs to the signed-in user; the app cannot subscribe to it.
};

/// What the auth endpoint granted. Views, valid until the dialect reads again.
struct Grant {
  View auth;           ///< The signature to send to the server.
  View data;           ///< channel_data or user_data, byte for byte as signed; may be empty.
  View shared_secret;  ///< Base64 of 32 bytes, for encrypted channels.
  View user_id;        ///< Our own identity, as far as `data` contains it.
  bool user_id_is_number = false;
};

/// An encrypted payload. Views, valid until the dialect reads again; both are base64.
struct SealedPayload {
  View nonce;
  View ciphertext;
};

/// What to do after a link closed.
enum class AfterClose : std::uint8_t {
  BackOff,      ///< Reconnect with the usual delays.
  BackOffLong,  ///< Reconnect, but not within a second.
  Prompt,       ///< Reconnect immediately (with a short jitter); repeated ones back off.
  Stop,         ///< Reconnecting is pointless.
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

/// One wire protocol on one connection. It only computes: it never waits, and makes none of the
/// engine's decisions.
class Dialect {
 public:
  virtual ~Dialect() = default;

  /// The address of the next link.
  [[nodiscard]] virtual View link_url() = 0;
  /// A new link starts: reset the session state of the previous one.
  virtual void restart() = 0;
  /// Passes the frames of one message to `out`. Never fails: what cannot be parsed becomes
  /// `Frame::Kind::Bad`. While `out` handles a frame, it may call everything except `decode` and
  /// `read_grant`.
  virtual void decode(View text, FrameSink& out) = 0;

  // Outgoing messages. Views, valid until the dialect writes again.
  virtual View ping() = 0;
  virtual View subscribe(View channel, const Grant& grant) = 0;
  virtual View unsubscribe(View channel) = 0;
  /// Empty if the name is not valid for a client event. `data` is JSON text.
  virtual View client_event(View channel, View event, View data) = 0;
  /// The known limit of client events per second; 0: none is known.
  [[nodiscard]] virtual std::uint32_t client_events_per_second() const = 0;
  virtual View sign_in(const Grant& grant) = 0;

  [[nodiscard]] virtual ChannelTraits traits(View channel) const = 0;
  /// The channel for the signed-in user's own events; empty if the dialect has none.
  virtual View user_channel(View user_id) = 0;
  /// Parses the body of a 200 from the auth endpoint. Returns what is wrong with it, or null.
  [[nodiscard]] virtual const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                               Grant& out) = 0;
  /// Splits the payload of an event on an encrypted channel. Returns false if it is not an
  /// encrypted payload.
  [[nodiscard]] virtual bool read_sealed(View data, SealedPayload& out) = 0;
  /// The meaning of a close code, or of the code of an error frame that arrived in its place (0:
  /// none). May change the address of the next link (Pusher's 4000: TLS only).
  virtual AfterClose after_close(std::uint16_t code) = 0;
};
#endif

}  // namespace oread

#ifdef OREAD_LEAN
#include "oread/lean/dialect.hpp"
#endif
