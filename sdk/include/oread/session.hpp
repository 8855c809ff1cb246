// A wire protocol on one link.
#pragma once

#include <memory>

#include "oread/frame.hpp"
#include "oread/text.hpp"

namespace oread {

/// What the auth endpoint granted. Views, valid until the next call of `Dialect::read_grant` or of
/// `Session::decode` or `decode_binary`: messages are made of them.
struct Grant {
  View auth;           ///< The signature to send to the server.
  View data;           ///< channel_data or user_data, byte for byte as signed; may be empty.
  View shared_secret;  ///< Base64 of 32 bytes, for encrypted channels.
  View user_id;        ///< Our own identity, as far as `data` contains it.
  bool user_id_is_number = false;
};

/// An encrypted payload. Views, valid as those that a session returns; both are base64.
struct SealedPayload {
  View nonce;
  View ciphertext;
};

/// What carries a link.
enum class Carrier : std::uint8_t {
  Socket,    ///< A WebSocket: `effect::OpenLink`.
  Requests,  ///< HTTP long polling: `effect::SendRequest`.
};

/// What a build uses. A lean build contains no code for the rest.
struct Features {
  bool server_pings = false;            ///< `Heartbeat::by_server` and `answer_within`.
  bool silent_channels = false;         ///< `ChannelTraits::silent`.
  bool connection_credentials = false;  ///< `Dialect::asks`.
  bool requests = false;                ///< `Carrier::Requests`.
  bool regular_pings = false;           ///< `Heartbeat::is_regular`.
  bool closing_frames = false;          ///< `Frame::Kind::Closed`.
  bool silence = false;                 ///< `subscribe` or `unsubscribe` may have nothing to send.
  bool fallback = false;                ///< `Dialect::attempt_failed`.
  bool pauses = false;                  ///< `Frame::pause`.
  bool upgrades = false;                ///< `Session::upgrade_url` and what follows it.
  bool binary = false;                  ///< `Frame::is_binary`.
  bool parts = false;                   ///< `Session::next_part`.
  bool forbidden_names = false;         ///< `ChannelTraits::forbidden`.
  bool replies = false;                 ///< `Dialect::emit`, `Frame::Kind::Answer`.
  bool several_links = false;           ///< A link is opened while another one is live.
};

inline constexpr Features kAllFeatures{true, true, true, true, true, true, true, true,
                                       true, true, true, true, true, true, true};

#ifndef OREAD_LEAN
inline constexpr Features kUses = kAllFeatures;

/// One wire protocol on one link, with everything that it must remember about it. It only computes:
/// it never waits, and makes none of the engine's decisions. Views that it returns are valid until
/// the next call of a function of it or of its dialect that is not const: the engine copies them
/// before. `carrier` and `max_body` may be called first.
class Session {
 public:
  virtual ~Session() = default;

  [[nodiscard]] virtual Carrier carrier() const { return Carrier::Socket; }
  /// The address of the socket, or of the next request.
  [[nodiscard]] virtual View url() = 0;

  /// Passes the frames of one text message, or of one answer to a poll, to `out`. Never fails: what
  /// cannot be parsed becomes `Frame::Kind::Bad`. While `out` handles a frame, it may call
  /// everything except `decode`, `decode_binary` and `Dialect::read_grant`, and the frame stays
  /// valid.
  virtual void decode(View text, FrameSink& out) = 0;
  /// The same for a binary message.
  virtual void decode_binary(View /*bytes*/, FrameSink& out) {
    Frame frame;
    frame.kind = Frame::Kind::Bad;
    frame.text = "a binary message";
    out.take(frame);
  }
  /// Splits the payload of an event on an encrypted channel. Returns false if it is not an
  /// encrypted payload.
  [[nodiscard]] virtual bool read_sealed(View data, SealedPayload& out) = 0;

  /// No message followed a frame with a `pause` in that time. The same as `decode`.
  virtual void nothing_came(FrameSink& /*out*/) {}

  virtual View ping() = 0;
  /// What to send to subscribe to a channel, or to leave it; empty if there is nothing to send now.
  virtual View subscribe(View channel, const Grant& grant) = 0;
  virtual View unsubscribe(View channel) = 0;
  virtual View sign_in(const Grant& grant) = 0;
  /// The link is open. Returns what must be sent first; empty if the server speaks first.
  virtual View opened() { return {}; }
  /// The app's answer to `Dialect::asks`. Returns what must be sent now; empty if there is nothing
  /// to send yet, as before `opened`.
  virtual View authenticate(const Grant& /*grant*/) { return {}; }
  /// What the body of a response says that is not a success; empty if it says nothing.
  virtual View refusal(View /*body*/) { return {}; }
  /// The message that ends a link that requests carry; empty if the protocol has no such message.
  virtual View farewell() { return {}; }
  /// The address of a socket that may take over from the requests. The engine asks when the link is
  /// live. Empty if the server offers no socket.
  [[nodiscard]] virtual View upgrade_url() { return {}; }
  /// That socket is open. Returns the message that asks the server whether it may take over.
  virtual View upgrade_request() { return {}; }
  /// The first message on that socket. Returns whether the server agrees.
  [[nodiscard]] virtual bool upgrade_granted(View /*text*/) { return false; }
  /// No request is under way any more. From now on the socket carries the link; returns the message
  /// with which that begins.
  virtual View upgrade() { return {}; }
  /// A message may take several messages of the wire. Takes the next of them off `rest`, for a
  /// socket. Other views stay valid; the one that it returns until its next call.
  virtual View next_part(View& rest) {
    const View all = rest;
    rest = {};
    return all;
  }
  /// Appends a message to the body of the next request, when it is about to be sent.
  virtual void append(String& body, View message) { body.append(message); }
  /// The maximum size of that body, in bytes. More messages than fit wait for the request after it;
  /// a single message may be larger. By default 1 MB, as servers of this kind accept.
  [[nodiscard]] virtual std::uint32_t max_body() const { return 1'000'000; }
};
/// What a session derives from, in every build.
using SessionBase = Session;
/// A session, as its link owns it.
using OwnSession = std::unique_ptr<Session>;
template <class T, class Argument>
OwnSession make_session(Argument& argument) {
  return std::make_unique<T>(argument);
}
#endif

}  // namespace oread

#ifdef OREAD_LEAN
#include "oread/lean/session.hpp"
#endif
