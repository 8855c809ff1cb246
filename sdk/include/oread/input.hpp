// The engine's inputs: requests from the app (imperative) and facts (past tense).
#pragma once

#include <variant>

#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// Why the host asks for a check of the connection.
enum class WakeReason : std::uint8_t {
  Visible,  ///< The page became visible.
  Resumed,  ///< The device or page was asleep: bfcache, a clock that jumped.
  Asked,    ///< The user pressed "retry".
};

namespace in {

// --- Requests from the app ---

/// Connect and stay connected. Between two attempts, makes the next one now.
struct Connect {
  static constexpr const char* kName = "connect";
  static void fields(auto&, auto&&) {}
};

/// Close cleanly and stay disconnected until `Connect`. Channels stay held.
struct Disconnect {
  static constexpr const char* kName = "disconnect";
  static void fields(auto&, auto&&) {}
};

/// Take a claim on a channel. Without a lease it is the app's own claim (one per channel, taken by
/// `channel()`, `private()`, `join()`); with one it is that holder's.
struct Subscribe {
  static constexpr const char* kName = "subscribe";
  Text channel;
  LeaseId lease;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("lease", self.lease);
  }
};

/// Release a claim. If it was the last one, the app's own ends the subscription immediately, a
/// lease's after `ChannelOptions::linger`.
struct Unsubscribe {
  static constexpr const char* kName = "unsubscribe";
  Text channel;
  LeaseId lease;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("lease", self.lease);
  }
};

/// Send a client event. `request` is an id chosen by the host; `data` is JSON text. `event` is the
/// wire name ("client-typing"). With `may_wait`, it waits for the subscription and for the rate
/// limit; otherwise it is sent now or not at all. With `coalesce`, it replaces a waiting one with
/// the same channel, event and flag. The engine emits `event::WhisperSettled`.
struct Whisper {
  static constexpr const char* kName = "whisper";
  RequestId request;
  Text channel;
  Text event;
  Text data;
  bool may_wait = true;
  bool coalesce = false;

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("channel", self.channel);
    field("event", self.event);
    field("data", self.data);
    field("mayWait", self.may_wait);
    field("coalesce", self.coalesce);
  }
};

/// Send an event with several arguments, for dialects that have them. `data` is a JSON array of the
/// event's name and its arguments, and `attachments` the binary ones, in base64 with commas between
/// them (one without bytes is "="); `{"_placeholder":true,"num":0}` stands for the first. It waits
/// and settles as a whisper does, but also waits while its channel is not subscribed at all. With
/// `wants_reply` and after it was sent, the engine emits `event::Replied` once: when the answer
/// comes, when the link is lost, or `reply_within` after this call (0: no time limit).
///
/// With `retries`, an answer is wanted, and the event is sent again if no answer comes:
/// `reply_within` after it was sent, or when the channel is subscribed again after the link was
/// lost or the channel was left. Such events of one channel are sent in order, each after the
/// answer to the one before. It has no effect with `coalesce` or without `may_wait`.
struct Emit : Whisper {
  static constexpr const char* kName = "emit";
  Text attachments{};
  bool wants_reply = false;
  Millis reply_within{};
  std::uint32_t retries = 0;

  static void fields(auto& self, auto&& field) {
    Whisper::fields(self, field);
    field("attachments", self.attachments);
    field("wantsReply", self.wants_reply);
    field("replyWithin", self.reply_within);
    field("retries", self.retries);
  }
};

/// Answer an `event::Call` with a JSON array of values. Dropped if the link on which it came is no
/// longer live.
struct Reply {
  static constexpr const char* kName = "reply";
  LinkId link;
  Text channel;
  Text reply;  ///< This and the two above it as in the event.
  Text data;
  Text attachments{};  ///< As those of an `Emit`.

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("channel", self.channel);
    field("reply", self.reply);
    field("data", self.data);
    field("attachments", self.attachments);
  }
};

/// Sign the user in, now and after every reconnect.
struct SignIn {
  static constexpr const char* kName = "sign-in";
  static void fields(auto&, auto&&) {}
};

// --- Facts about links ---

/// The link of an `effect::OpenLink` is open: messages can be sent.
struct LinkOpened {
  static constexpr const char* kName = "link-opened";
  LinkId link;
  static void fields(auto& self, auto&& field) { field("link", self.link); }
};

/// A complete text message arrived.
struct LinkText {
  static constexpr const char* kName = "link-text";
  LinkId link;
  Text text;  ///< UTF-8; may contain anything.
  /// The host withheld the text because it exceeds `Limits::message_bytes`, to avoid a copy.
  bool withheld = false;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("text", self.text);
    field("withheld", self.withheld);
  }
};

/// A complete binary message arrived.
struct LinkBinary {
  static constexpr const char* kName = "link-binary";
  LinkId link;
  Text bytes;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("bytes", self.bytes);
  }
};

/// An `effect::SendRequest` was answered with this HTTP status and this `body` (UTF-8). `status` 0:
/// it was not answered, and `body` says why.
struct RequestAnswered {
  static constexpr const char* kName = "request-answered";
  LinkId link;
  RequestId request;
  std::uint16_t status = 0;
  Text body;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("request", self.request);
    field("status", self.status);
    field("body", self.body);
  }
};

/// The link closed, or could not be opened. `code` is the WebSocket close code; 1006 if there was
/// none.
struct LinkClosed {
  static constexpr const char* kName = "link-closed";
  LinkId link;
  std::uint16_t code = 1006;
  Text reason;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("code", self.code);
    field("reason", self.reason);
  }
};

/// The host dispatched messages of this link by route, the last one at `at`. Given just before the
/// next input; never later than the actual time and at most one second earlier.
struct Receipt {
  static constexpr const char* kName = "receipt";
  LinkId link;
  Time at{};

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("at", self.at);
  }
};

// --- Answers to effects ---

/// The auth endpoint responded, with any status. `retry_after` is its Retry-After header (seconds),
/// or 0. `redirected` says that the response came from an address other than the requested one.
struct AuthAnswered {
  static constexpr const char* kName = "auth-answered";
  RequestId request;
  std::uint16_t status = 0;
  bool redirected = false;
  std::uint32_t retry_after = 0;
  Text body;

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("status", self.status);
    field("redirected", self.redirected);
    field("retryAfter", self.retry_after);
    field("body", self.body);
  }
};

/// There was no response: the network failed, or (`refused`) the app's own handler refused.
/// `status` is an HTTP status given by the handler, which is then interpreted as in `AuthAnswered`;
/// 0: none.
struct AuthFailed {
  static constexpr const char* kName = "auth-failed";
  RequestId request;
  bool refused = false;
  Text text;
  std::uint16_t status = 0;

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("refused", self.refused);
    field("text", self.text);
    field("status", self.status);
  }
};

/// The result of `effect::RefreshCredentials`: whether there are new credentials.
struct Refreshed {
  static constexpr const char* kName = "refreshed";
  bool ok = false;
  static void fields(auto& self, auto&& field) { field("ok", self.ok); }
};

/// The result of `effect::LoadDecryption`. If it is not `ok`, channels that wait for it report the
/// failure and retry after a while; a channel that is requested again retries immediately. `text`
/// says why.
struct DecryptionReady {
  static constexpr const char* kName = "decryption-ready";
  bool ok = false;
  Text text = {};

  static void fields(auto& self, auto&& field) {
    field("ok", self.ok);
    field("text", self.text);
  }
};

/// The result of `effect::Decrypt`. `text` is the plain text if `ok`; otherwise the key does not
/// match.
struct Decrypted {
  static constexpr const char* kName = "decrypted";
  RequestId request;
  bool ok = false;
  Text text;

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("ok", self.ok);
    field("text", self.text);
  }
};

// --- Facts about the environment ---

/// The network came up or went down, as far as the host can tell.
struct OnlineChanged {
  static constexpr const char* kName = "online-changed";
  bool online = true;
  static void fields(auto& self, auto&& field) { field("online", self.online); }
};

/// A good moment to check: ends `Suspended`, retries immediately, or checks a live link.
struct Woke {
  static constexpr const char* kName = "woke";
  WakeReason reason{};
  static void fields(auto& self, auto&& field) { field("reason", self.reason); }
};

/// The page enters the back/forward cache or is unloaded, or the device goes to sleep: close
/// cleanly until `Woke`.
struct Suspended {
  static constexpr const char* kName = "suspended";
  static void fields(auto&, auto&&) {}
};

/// Only time has passed. Harmless at any time.
struct Tick {
  static constexpr const char* kName = "tick";
  static void fields(auto&, auto&&) {}
};

}  // namespace in

using Input = std::variant<in::Connect, in::Disconnect, in::Subscribe, in::Unsubscribe, in::Whisper,
                           in::SignIn, in::LinkOpened, in::LinkText, in::LinkClosed, in::Receipt,
                           in::AuthAnswered, in::AuthFailed, in::Refreshed, in::DecryptionReady,
                           in::Decrypted, in::OnlineChanged, in::Woke, in::Suspended, in::Tick,
                           in::LinkBinary, in::RequestAnswered, in::Emit, in::Reply>;

}  // namespace oread
