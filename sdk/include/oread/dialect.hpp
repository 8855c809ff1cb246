// A wire protocol. The engine knows no protocol-specific names; a dialect knows all of them.
#pragma once

#include <cstdint>
#include <memory>

#include "oread/effect.hpp"
#include "oread/error.hpp"
#include "oread/session.hpp"
#include "oread/text.hpp"

namespace oread {

/// What a channel's name implies. Bits, because it is copied often.
struct ChannelTraits {
  bool needs_auth : 1 = false;  ///< The auth endpoint is asked before the server.
  bool presence : 1 = false;    ///< It has a roster.
  bool encrypted : 1 = false;   ///< Its events are encrypted; whispers are impossible.
  bool replays : 1 =
      false;  ///< The server sends the last event after the acknowledgement (`cache-`).
  bool of_user : 1 = false;  ///< Belongs to the signed-in user; the app cannot subscribe to it.
  bool silent : 1 = false;   ///< The server does not acknowledge subscriptions: sent is subscribed.
  bool forbidden : 1 = false;  ///< No channel can have this name.
};

/// What to do after a link closed.
enum class AfterClose : std::uint8_t {
  BackOff,      ///< Reconnect with the usual delays.
  BackOffLong,  ///< Reconnect, but not within a second.
  Prompt,       ///< Reconnect immediately (with a short jitter); repeated ones back off.
  Stop,         ///< Reconnecting is pointless.
};

/// Whether the app is asked for credentials of the whole connection (`AuthKind::Connection`), once
/// for each link.
enum class Asks : std::uint8_t {
  Nothing,
  BeforeLink,      ///< Its address needs the answer: the link is opened after it.
  BeforeGreeting,  ///< The server needs the answer: it is asked while the link opens.
};

#ifndef OREAD_LEAN
/// What is the same for all links of one client to one server, and makes a session for each link.
/// It outlives its sessions. Views that it returns are valid until the next call of a function of
/// it or of a session that is not const: the engine copies them before.
class Dialect {
 public:
  virtual ~Dialect() = default;

  /// The session of a new link.
  [[nodiscard]] virtual OwnSession session() = 0;
  [[nodiscard]] virtual Asks asks() const { return Asks::Nothing; }
  /// The meaning of a close code, or of the code of an error frame that arrived in its place (0:
  /// none). May change the address of the next link (Pusher's 4000: TLS only).
  virtual AfterClose after_close(std::uint16_t code) = 0;
  /// An attempt ended before its greeting, for a reason after which the engine backs off. The next
  /// session may use another address or carrier; `Prompt` if that is worth an immediate attempt.
  virtual AfterClose attempt_failed() { return AfterClose::BackOff; }

  [[nodiscard]] virtual ChannelTraits traits(View channel) const = 0;
  /// The channel for the signed-in user's own events; empty if the dialect has none.
  virtual View user_channel(View user_id) = 0;
  /// The message for a client event, which may have to wait for a link: it is the same on each.
  /// Empty if the name is not valid for a client event. `data` is JSON text.
  virtual View client_event(View channel, View event, View data) = 0;
  /// The message for an event with arguments: `data` is the JSON array of its name and them.
  /// `attachments`: as in `in::Emit`. `reply_to`: the sender waits for an answer to this request.
  /// Empty if the dialect has no such events.
  virtual View emit(View /*channel*/, View /*data*/, View /*attachments*/, RequestId /*reply_to*/) {
    return {};
  }
  /// The message that answers a message with `Frame::reply`. Empty if that is not one.
  virtual View reply(View /*channel*/, View /*reply*/, View /*data*/, View /*attachments*/) {
    return {};
  }
  /// The known limit of client events per second; 0: none is known.
  [[nodiscard]] virtual std::uint32_t client_events_per_second() const = 0;

  /// Parses the body of a 200 from the auth endpoint. Returns what is wrong with it, or null.
  [[nodiscard]] virtual const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                               Grant& out) = 0;
};
/// What a dialect derives from, in every build.
using DialectBase = Dialect;
#endif

}  // namespace oread

#ifdef OREAD_LEAN
#include "oread/lean/dialect.hpp"
#endif
