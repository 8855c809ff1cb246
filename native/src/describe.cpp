#include "oread/native/describe.hpp"

#include <string_view>

#include "close_codes.hpp"

namespace oread::native {
namespace {

std::string_view what_happened(const Error& error) {
  switch (error.code) {
    case Errc::None: return "no error";
    case Errc::BadOption: return "an option is invalid";
    case Errc::BadChannelName: return "the channel name is not valid in the server's protocol";
    case Errc::BadEventName: return "the event name is not valid";
    case Errc::NotAllowed: return "this message cannot be sent on this channel";
    case Errc::TooLarge: return "a limit of the options is exceeded";
    case Errc::NotConnected: return "not connected";
    case Errc::NotSubscribed: return "the channel is not subscribed";
    case Errc::Superseded: return "a newer message with the same name replaced this one";
    case Errc::RateLimited: return "too many messages were sent at once";
    case Errc::AuthDenied:
      return error.status == 0 ? "the channel or user was not authorized"
                               : "the auth endpoint refused";
    case Errc::AuthExpired: return "the auth endpoint says that the user is not signed in";
    case Errc::AuthNetwork: return "the auth endpoint could not be reached";
    case Errc::AuthServer: return "the auth endpoint cannot respond at the moment";
    case Errc::AuthBadResponse: return "the auth endpoint returned an unusable response";
    case Errc::AuthRejected: return "the server did not accept the auth endpoint's signature";
    case Errc::BadFrame: return "the server sent a malformed message";
    case Errc::BadHandshake: return "the server did not send a greeting";
    case Errc::ServerError: return "the server reported an error";
    case Errc::SubscribeRefused: return "the server refused the subscription";
    case Errc::DecryptFailed: return "an encrypted event could not be decrypted";
    case Errc::LoadFailed: return "a part of the client did not load";
    case Errc::Timeout: return "no response arrived in time";
    case Errc::LinkFailed: return "the connection failed";
    case Errc::LinkClosed: return "the connection was closed";
    case Errc::Silent: return "the server stopped responding";
    case Errc::Suspended: return "the connection was closed because the device is suspended";
    case Errc::Stopped: return "the connection was closed because the app asked for it";
  }
  return "unknown error";
}

std::string_view what_to_do(const Error& error) {
  if (error.status == 1007 || error.status == 1009) {
    return "Check what the server sends: the next connection may fail in the same way";
  }
  switch (error.code) {
    case Errc::None: return {};
    case Errc::BadOption: return "Correct the option that the error names";
    case Errc::BadChannelName:
      return "Use letters, digits and _-=@,.; and keep within the protocol's maximum length";
    case Errc::BadEventName: return "Start it with \"client-\" and keep it short";
    case Errc::NotAllowed:
      return "Send JSON, on a private or presence channel that is not encrypted";
    case Errc::TooLarge: return "Send or keep less, or raise the limit in Options::limits";
    case Errc::NotConnected: return "Send it when connected, or allow it to wait";
    case Errc::NotSubscribed: return "Subscribe first, and wait for event::Subscribed";
    case Errc::Superseded: return "Nothing to do: the newer one is sent";
    case Errc::RateLimited: return "Send less often: servers limit client events";
    case Errc::AuthDenied:
      return "If this user should have access, check the app's channel authorization, and the "
             "auth endpoint's address and headers";
    case Errc::AuthExpired:
      return "Give valid credentials in the headers, or a way to refresh them";
    case Errc::AuthNetwork:
      return "Check that the auth endpoint's address is correct and that the app is running. "
             "The client retries automatically";
    case Errc::AuthServer: return "Check the app's log. The client retries automatically";
    case Errc::AuthBadResponse:
      return "Check the address. A redirect or a page usually means that the user is not "
             "signed in";
    case Errc::AuthRejected: return "Check that the app and the server use the same key and secret";
    case Errc::BadFrame:
    case Errc::BadHandshake: return "Check that this is the real-time server's address";
    case Errc::ServerError: return "Check the server's log";
    case Errc::SubscribeRefused: return "Check the channel's name and the server's log";
    case Errc::DecryptFailed: return "Check that all parts of the app use the same master key";
    case Errc::LoadFailed: return "The client retries automatically";
    case Errc::Timeout:
      return "Check that the server is running and not overloaded. The client retries "
             "automatically";
    case Errc::LinkFailed:
      return "Check that the server is running, and check the host, port, path and TLS. The "
             "client retries automatically";
    case Errc::LinkClosed: return "The client reconnects automatically";
    case Errc::Silent: return "Check the network in between. The client reconnects automatically";
    case Errc::Suspended: return "Call wake() when the device resumes";
    case Errc::Stopped: return "Call connect() to reconnect";
  }
  return {};
}

}  // namespace

std::string describe(const Error& error) {
  const std::string_view happened = what_happened(error);
  std::string_view said = error.text;
  // Errors of client events are already described.
  if (said.starts_with(happened)) return std::string(said);
  std::string out(happened);
  // 1006 means "no code".
  if (error.status != 0 && error.status != 1006) out += " (" + std::to_string(error.status) + ")";
  while (!said.empty() && said.back() == '.') said.remove_suffix(1);
  if (!said.empty()) out.append(": ").append(said);
  const std::string by_code = explain(error.status);
  const std::string_view next = by_code.empty() ? what_to_do(error) : by_code;
  if (!next.empty()) out.append(". ").append(next);
  return out;
}

std::string describe(Errc code) {
  return describe(Error{code, 0, {}});
}

}  // namespace oread::native
