// What the engine is told: wishes of the app (imperative) and facts about the world (past tense).
#pragma once

#include <variant>

#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// Why the host believes that now is a good moment to look at the connection.
enum class WakeReason : std::uint8_t {
  Visible,  ///< The page came to the front.
  Resumed,  ///< The device or page slept: bfcache, a clock that jumped.
  Asked,    ///< The user pressed "retry".
};

namespace in {

// --- Wishes of the app ---

/// Be connected from now on. Between two attempts it brings the next one forward.
struct Connect {
  static constexpr const char* kName = "connect";
  static void fields(auto&, auto&&) {}
};

/// Close cleanly and stay away until `Connect`. Channels stay held.
struct Disconnect {
  static constexpr const char* kName = "disconnect";
  static void fields(auto&, auto&&) {}
};

/// Take a claim on a channel. Without a lease it is the app's own (one per channel, taken by
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

/// Give a claim back. When none is left, the app's own ends the subscription at once, a lease's
/// after `ChannelOptions::linger`.
struct Unsubscribe {
  static constexpr const char* kName = "unsubscribe";
  Text channel;
  LeaseId lease;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("lease", self.lease);
  }
};

/// Send a client event. `request` is a number of the host's own; `data` is JSON text. `event` is
/// the wire name ("client-typing"). With `may_wait` it waits for the subscription and for the rate
/// limit, else it is sent now or not at all. With `coalesce` it takes the place of one that waits
/// and has the same channel, event and wish. Answered by `event::WhisperSettled`.
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

/// Sign the user in, now and after every reconnect.
struct SignIn {
  static constexpr const char* kName = "sign-in";
  static void fields(auto&, auto&&) {}
};

// --- Facts about links ---

/// The link of an `effect::OpenLink` is open: texts can be sent.
struct LinkOpened {
  static constexpr const char* kName = "link-opened";
  LinkId link;
  static void fields(auto& self, auto&& field) { field("link", self.link); }
};

/// A whole text message came.
struct LinkText {
  static constexpr const char* kName = "link-text";
  LinkId link;
  Text text;  ///< UTF-8; anything at all may stand in it.
  /// The host kept the text for itself: it has more than `Limits::message_bytes`, and is not worth
  /// a copy.
  bool withheld = false;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("text", self.text);
    field("withheld", self.withheld);
  }
};

/// The link is gone, or could not be opened. `code` is the WebSocket close code; 1006 when there
/// was none.
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

/// The host dispatched texts of this link by route, the last one at `at`. Given just before the
/// next input; never newer than the truth and at most one second old.
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

/// The auth endpoint answered, with whatever status. `retry_after` is its Retry-After header
/// (seconds), or 0. `redirected` tells that the answer came from another address than the one
/// asked.
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

/// There was no answer: the network failed, or (`refused`) the app's own handler said no. `status`
/// is the HTTP status that the handler names, which then decides as in `AuthAnswered`; 0: none.
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

/// Answers `effect::RefreshCredentials`: whether there are fresh ones.
struct Refreshed {
  static constexpr const char* kName = "refreshed";
  bool ok = false;
  static void fields(auto& self, auto&& field) { field("ok", self.ok); }
};

/// Answers `effect::LoadDecryption`. When not `ok`, channels that wait for it say so and have it
/// loaded again after a while; one that is asked for again does so at once. `text` says why not.
struct DecryptionReady {
  static constexpr const char* kName = "decryption-ready";
  bool ok = false;
  Text text = {};

  static void fields(auto& self, auto&& field) {
    field("ok", self.ok);
    field("text", self.text);
  }
};

/// Answers `effect::Decrypt`. `text` is the plain text when `ok`; otherwise the key does not fit.
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

// --- Facts about the surroundings ---

/// The network came or went, as far as the host can tell.
struct OnlineChanged {
  static constexpr const char* kName = "online-changed";
  bool online = true;
  static void fields(auto& self, auto&& field) { field("online", self.online); }
};

/// Now is a good moment to look: ends `Suspended`, tries again at once, or checks a live link.
struct Woke {
  static constexpr const char* kName = "woke";
  WakeReason reason{};
  static void fields(auto& self, auto&& field) { field("reason", self.reason); }
};

/// The page goes into the back/forward cache or away, the device to sleep: close cleanly until
/// `Woke`.
struct Suspended {
  static constexpr const char* kName = "suspended";
  static void fields(auto&, auto&&) {}
};

/// Time has passed, nothing else. Harmless at any moment.
struct Tick {
  static constexpr const char* kName = "tick";
  static void fields(auto&, auto&&) {}
};

}  // namespace in

using Input = std::variant<in::Connect, in::Disconnect, in::Subscribe, in::Unsubscribe, in::Whisper,
                           in::SignIn, in::LinkOpened, in::LinkText, in::LinkClosed, in::Receipt,
                           in::AuthAnswered, in::AuthFailed, in::Refreshed, in::DecryptionReady,
                           in::Decrypted, in::OnlineChanged, in::Woke, in::Suspended, in::Tick>;

}  // namespace oread
