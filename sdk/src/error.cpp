#include "oread/error.hpp"

namespace oread {

std::string_view name(Errc code) {
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
  return "unknown";
}

}  // namespace oread
