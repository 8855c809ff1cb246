// Error codes. Each host turns them into human-readable sentences.
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

  // Caused by the app or the operator: the request cannot be carried out.
  BadOption,       ///< An option is outside its range; `Error::text` names it.
  BadChannelName,  ///< Empty, too long, or with characters that the dialect does not allow.
  BadEventName,    ///< Empty, too long, or not allowed for a client event.
  NotAllowed,      ///< Whisper on an encrypted channel, or with invalid JSON.
  TooLarge,        ///< Exceeds a limit of `Options`.
  NotConnected,    ///< Needs a live connection, and waiting was not requested.
  NotSubscribed,   ///< Needs a subscribed channel.
  Superseded,      ///< A newer whisper with the same name replaced this one in the queue.
  RateLimited,     ///< Over the rate limit for too long, or too many are waiting.

  // Auth: the auth endpoint's response (or lack of one).
  AuthDenied,       ///< 403, or refused by the app's own handler.
  AuthExpired,      ///< 401 or 419, also after the shared refresh.
  AuthNetwork,      ///< The endpoint could not be reached; retried.
  AuthServer,       ///< 408, 429 or 5xx; retried.
  AuthBadResponse,  ///< Not the expected JSON: a redirect, a login page, a missing field.
  AuthRejected,     ///< The real-time server did not accept the endpoint's signature.

  // Caused by the real-time server.
  BadFrame,          ///< A message that is not a frame of the dialect.
  BadHandshake,      ///< The first frame was not a greeting.
  ServerError,       ///< An error frame; `Error::status` is its code, `Error::text` its message.
  SubscribeRefused,  ///< The server refused the subscription.
  DecryptFailed,     ///< An encrypted event that no known key decrypts.

  // Caused by the host: code that is loaded on demand.
  LoadFailed,  ///< The engine itself or the decryption code did not load; retried.

  // Time and the network.
  Timeout,     ///< No response in time.
  LinkFailed,  ///< The link could not be opened, or ended without a close.
  LinkClosed,  ///< The link was closed; `Error::status` is the close code.
  Silent,      ///< No data, not even the answer to a ping: a half-open link.
  Suspended,   ///< The host suspended the page or device.
  Stopped,     ///< The app asked for it.
};

/// A failure. `text` may contain text from a server or from the app's own handler: treat it as
/// untrusted.
struct Error {
  Errc code = Errc::None;
  std::uint16_t status = 0;  ///< HTTP status, close code or error-frame code; 0 if there is none.
  Text text;

  Error() = default;
  OREAD_OUT_OF_LINE Error(Errc its_code, std::uint16_t its_status, Text its_text)
      : code(its_code), status(its_status), text(std::move(its_text)) {}
  friend bool operator==(const Error&, const Error&) = default;
};

/// The stable, lower-case name of a code, as used in traces, in JSON and in JavaScript:
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

/// The number of codes, counted by their names. A code without a name does not compile, so code
/// that iterates over all of them misses none.
inline constexpr std::size_t kErrcs = [] {
  std::size_t count = 0;
  while (!name(static_cast<Errc>(count)).empty()) ++count;
  return count;
}();

}  // namespace oread
