// What can go wrong, as types. Sentences for people are made from these at the edge: by each host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "oread/text.hpp"

namespace oread {

/// Why something failed. The names are part of the public interface and the same in every host.
enum class Errc : std::uint8_t {
  None,

  // Yours: what the app or the operator asked for cannot be done.
  BadOption,       ///< An option is outside its range; `Error::text` names it.
  BadChannelName,  ///< Empty, too long, or with characters that the dialect does not allow.
  BadEventName,    ///< Empty, too long, or not allowed for a client event.
  NotAllowed,      ///< A whisper on an encrypted channel, or whose data is no JSON.
  TooLarge,        ///< Over a limit of `Options`.
  NotConnected,    ///< Needs a live connection, and waiting was not asked for.
  NotSubscribed,   ///< Needs a subscribed channel.
  Superseded,      ///< A newer whisper of the same name took this one's place in the queue.
  RateLimited,     ///< More than the server allows for longer than it may wait, or than may wait.

  // Auth: what the auth endpoint answered (or did not).
  AuthDenied,       ///< 403, or the app's own handler refused.
  AuthExpired,      ///< 401 or 419, also after the shared refresh.
  AuthNetwork,      ///< The endpoint could not be reached; retried.
  AuthServer,       ///< 408, 429 or 5xx; retried.
  AuthBadResponse,  ///< Not the JSON expected: a redirect, a login page, a missing field.
  AuthRejected,     ///< The real-time server did not accept the signature that the endpoint gave.

  // Theirs: what the real-time server did.
  BadFrame,          ///< A text that is not a frame of the dialect.
  BadHandshake,      ///< The first frame was not a greeting.
  ServerError,       ///< An error frame; `Error::status` is its code, `Error::text` its message.
  SubscribeRefused,  ///< The server refused the subscription.
  DecryptFailed,     ///< An encrypted event that no known key opens.

  // The host's: code that is loaded when it is needed.
  LoadFailed,  ///< The engine itself or the code for decryption did not load; retried.

  // Time and the network.
  Timeout,     ///< No answer in time.
  LinkFailed,  ///< The link could not be opened, or ended without a word.
  LinkClosed,  ///< The link was closed; `Error::status` is the close code.
  Silent,      ///< Nothing came, not even an answer to a ping: a half-open link.
  Suspended,   ///< The host suspended the page or device.
  Stopped,     ///< The app asked for it.
};

/// A failure. `text` may carry words of a server or of the app's own handler: treat it as
/// untrusted.
struct Error {
  Errc code = Errc::None;
  std::uint16_t status = 0;  ///< HTTP status, close code or error-frame code; 0 when there is none.
  Text text;

  Error() = default;
  OREAD_OUT_OF_LINE Error(Errc its_code, std::uint16_t its_status, Text its_text)
      : code(its_code), status(its_status), text(std::move(its_text)) {}
  friend bool operator==(const Error&, const Error&) = default;
};

/// The stable, lower-case name of a code, as it stands in traces, in JSON and in JavaScript:
/// "auth-denied".
constexpr std::string_view name(Errc code) {
  switch (code) {
    case Errc::None: return "none";
    case Errc::BadOption: return "bad-option";
    case Errc::BadChannelName: return "bad-channel-name";
    case Errc::BadEventName: return "bad-event-name";
    case Errc::NotAllowed: return "not-allowed";
    case Errc::TooLarge: return "too-large";
    case Errc::NotConnected: return "not-connected";
    case Errc::NotSubscribed: return "not-subscribed";
    case Errc::Superseded: return "superseded";
    case Errc::RateLimited: return "rate-limited";
    case Errc::AuthDenied: return "auth-denied";
    case Errc::AuthExpired: return "auth-expired";
    case Errc::AuthNetwork: return "auth-network";
    case Errc::AuthServer: return "auth-server";
    case Errc::AuthBadResponse: return "auth-bad-response";
    case Errc::AuthRejected: return "auth-rejected";
    case Errc::BadFrame: return "bad-frame";
    case Errc::BadHandshake: return "bad-handshake";
    case Errc::ServerError: return "server-error";
    case Errc::SubscribeRefused: return "subscribe-refused";
    case Errc::DecryptFailed: return "decrypt-failed";
    case Errc::LoadFailed: return "load-failed";
    case Errc::Timeout: return "timeout";
    case Errc::LinkFailed: return "link-failed";
    case Errc::LinkClosed: return "link-closed";
    case Errc::Silent: return "silent";
    case Errc::Suspended: return "suspended";
    case Errc::Stopped: return "stopped";
  }
  return {};
}

/// The number of codes. Counted by their names, without which a code does not compile: what walks
/// over all codes finds every one of them.
inline constexpr std::size_t kErrcs = [] {
  std::size_t count = 0;
  while (!name(static_cast<Errc>(count)).empty()) ++count;
  return count;
}();

}  // namespace oread
