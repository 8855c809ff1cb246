// A wire language. The engine knows no wire word; everything that is spoken is known here.
#pragma once

#include <cstdint>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// A member as a server tells of one.
struct MemberView {
  View id;
  View info;  ///< JSON text.
  bool id_is_number = false;
};

/// A decoded message of no dialect. Which fields are filled depends on `kind`. Texts are views,
/// good while the frame is taken.
struct Frame {
  enum class Kind : std::uint8_t {
    Nothing,     ///< Proof of life (a pong), or something to be ignored.
    Reply,       ///< `text` must be sent back at once: the answer to a ping, the next step of a
                 ///< handshake.
    Welcome,     ///< The link is usable: `socket_id`, `idle_for`.
    Error,       ///< `code` (0: none), `text`.
    Subscribed,  ///< `channel`, `data`; for presence channels `members`.
    SubscribeRefused,  ///< `channel`, `code`, `text`; `data` is what the server said, verbatim.
    MemberAdded,       ///< `channel`, one of `members`.
    MemberRemoved,     ///< `channel`, one of `members` (its info is empty).
    Count,             ///< `channel`, `count`.
    Message,   ///< `channel`, `event`, `data`, `user_id`; `payload_*` when it could become a route.
    SignedIn,  ///< `user_id`, `data`.
    Watchlist,  ///< `online`, `members` (ids only).
    Bad,        ///< Not a frame of this dialect; `text` says what is wrong.
  };

  /// Whom an error frame may be about.
  enum class About : std::uint8_t {
    Connection,  ///< Nothing that we asked for: it speaks of the connection as a whole.
    Request,     ///< It may answer a subscription or a sign-in, if one is under way.
    TooOften,    ///< Something came too often, perhaps client events.
    Nothing,     ///< Nothing that stands or falls with it: for the log.
  };

  Kind kind = Kind::Nothing;
  About about = About::Connection;
  bool online = false;
  bool has_data = false;  ///< A message with a payload, which may be empty.
  bool user_id_is_number = false;
  bool from_server =
      false;  ///< An event of the server itself, never encrypted (Pusher's cache_miss).
  std::uint16_t code = 0;
  std::uint32_t count = 0;
  Millis idle_for{};  ///< The silence that the server allows; 0: it did not say.
  View channel;
  View event;
  View user_id;
  View socket_id;
  View text;
  View data;
  List<MemberView> members;

  /// Where the inside of the payload's string literal stands in the text, when the frame has
  /// nothing but event, channel and data, and data is a string. Both 0 otherwise.
  std::uint32_t payload_begin = 0;
  std::uint32_t payload_end = 0;
};

/// What a channel's name means.
struct ChannelTraits {
  bool needs_auth = false;  ///< The auth endpoint is asked before the server.
  bool presence = false;    ///< It has a roster.
  bool encrypted = false;   ///< Its events are sealed; whispers are impossible.
  bool replays = false;  ///< The server sends the last event after the acknowledgement (`cache-`).
  bool of_user = false;  ///< Belongs to the signed-in user; the app cannot ask for it.
};

/// What the auth endpoint granted. Views, good until the dialect reads again.
struct Grant {
  View auth;           ///< Signature to be shown to the server.
  View data;           ///< channel_data or user_data, byte for byte as signed; may be empty.
  View shared_secret;  ///< Base64 of 32 bytes, for encrypted channels.
  View user_id;        ///< Who we are, as far as `data` tells.
  bool user_id_is_number = false;
};

/// An encrypted payload. Views, good until the dialect reads again; both are base64.
struct SealedPayload {
  View nonce;
  View ciphertext;
};

/// What to do after a link ended.
enum class AfterClose : std::uint8_t {
  BackOff,      ///< Come back with the usual delays.
  BackOffLong,  ///< Come back, but not within a second.
  Prompt,       ///< Come back at once (a moment of jitter); repeated ones back off.
  Stop,         ///< There is no point in coming back.
};

/// Receives the frames of one text, in order.
class FrameSink {
 public:
  /// `frame` is good until the call returns.
  virtual void take(const Frame& frame) = 0;

 protected:
  ~FrameSink() = default;
};

/// One wire language, as one connection speaks it. Only computes: it never waits, and decides
/// nothing that the engine decides.
class Dialect {
 public:
  virtual ~Dialect() = default;

  /// Where the next link leads.
  [[nodiscard]] virtual View link_url() = 0;
  /// A new link begins: forget the session of the last one.
  virtual void restart() = 0;
  /// Gives the frames of one text to `out`. Never fails: what cannot be read becomes
  /// `Frame::Kind::Bad`. While `out` takes a frame it may call everything but `decode` and
  /// `read_grant`.
  virtual void decode(View text, FrameSink& out) = 0;

  // What we say. Views, good until the dialect writes again.
  virtual View ping() = 0;
  virtual View subscribe(View channel, const Grant& grant) = 0;
  virtual View unsubscribe(View channel) = 0;
  /// Empty: this is no name for a client event. `data` is JSON text.
  virtual View client_event(View channel, View event, View data) = 0;
  /// How many of those the server is known to take in a second; 0: no limit is known.
  [[nodiscard]] virtual std::uint32_t client_events_per_second() const = 0;
  virtual View sign_in(const Grant& grant) = 0;

  [[nodiscard]] virtual ChannelTraits traits(View channel) const = 0;
  /// The channel on which a signed-in user's own events come; empty when the dialect has none.
  virtual View user_channel(View user_id) = 0;
  /// Reads the body of a 200 from the auth endpoint. Returns what is wrong with it, or null.
  [[nodiscard]] virtual const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                               Grant& out) = 0;
  /// Splits the payload of an event on an encrypted channel. False: it is not a sealed payload.
  [[nodiscard]] virtual bool read_sealed(View data, SealedPayload& out) = 0;
  /// What a close code, or the code of an error frame that came in its place (0: it had none),
  /// means. May change where the next link leads (Pusher's 4000: TLS only).
  virtual AfterClose after_close(std::uint16_t code) = 0;
};

}  // namespace oread
