#include "oread/native/describe.hpp"

#include <string_view>

#include "close_codes.hpp"

namespace oread::native {
namespace {

std::string_view what_happened(const Error& error) {
  switch (error.code) {
    case Errc::None: return "nothing is wrong";
    case Errc::BadOption: return "an option is wrong";
    case Errc::BadChannelName: return "the server's protocol does not allow this name of a channel";
    case Errc::BadEventName: return "this name of an event is not allowed";
    case Errc::NotAllowed: return "this message cannot be sent on this channel";
    case Errc::TooLarge: return "a limit of the options is exceeded";
    case Errc::NotConnected: return "there is no connection";
    case Errc::NotSubscribed: return "the channel is not subscribed";
    case Errc::Superseded: return "a newer message of the same name took this one's place";
    case Errc::RateLimited: return "too many messages were sent at once";
    case Errc::AuthDenied:
      return error.status == 0 ? "the channel or user was not authorized"
                               : "the auth endpoint refused";
    case Errc::AuthExpired: return "the auth endpoint says that nobody is signed in";
    case Errc::AuthNetwork: return "the auth endpoint could not be asked";
    case Errc::AuthServer: return "the auth endpoint cannot answer now";
    case Errc::AuthBadResponse: return "the auth endpoint gave no usable answer";
    case Errc::AuthRejected:
      return "the server did not accept the signature that the auth endpoint gave";
    case Errc::BadFrame: return "the server sent something unreadable";
    case Errc::BadHandshake: return "the server did not greet as a Pusher-compatible server does";
    case Errc::ServerError: return "the server reports an error";
    case Errc::SubscribeRefused: return "the server refused the subscription";
    case Errc::DecryptFailed: return "an encrypted event could not be opened";
    case Errc::LoadFailed: return "a part of the client did not load";
    case Errc::Timeout: return "no answer came in time";
    case Errc::LinkFailed: return "the connection failed";
    case Errc::LinkClosed: return "the connection was closed";
    case Errc::Silent: return "the server fell silent";
    case Errc::Suspended: return "the connection was closed because the device is suspended";
    case Errc::Stopped: return "the connection was closed because the app asked for it";
  }
  return "something unknown happened";
}

std::string_view what_to_do(const Error& error) {
  if (error.status == 1007 || error.status == 1009) {
    return "Look at what the server sends: the next connection may end the same way";
  }
  switch (error.code) {
    case Errc::None: return {};
    case Errc::BadOption: return "Correct the option that is named";
    case Errc::BadChannelName:
      return "Use letters, digits and _-=@,.; and no more characters than the protocol allows";
    case Errc::BadEventName: return "Begin it with \"client-\" and keep it short";
    case Errc::NotAllowed:
      return "Send JSON, on a private or presence channel that is not encrypted";
    case Errc::TooLarge: return "Send or hold less, or raise the limit in Options::limits";
    case Errc::NotConnected: return "Send it once connected, or let it wait";
    case Errc::NotSubscribed: return "Subscribe first, and wait for event::Subscribed";
    case Errc::Superseded: return "Nothing needs to be done: the newer one is sent";
    case Errc::RateLimited: return "Send less often: servers limit client events";
    case Errc::AuthDenied:
      return "May this user have it? Look at the app's channel authorization, and at the address "
             "and the headers of the auth endpoint";
    case Errc::AuthExpired:
      return "Give valid credentials in the headers, or a way to refresh them";
    case Errc::AuthNetwork:
      return "Is the address of the auth endpoint right, and does the app run? It is asked again";
    case Errc::AuthServer: return "Look at the app's log. It is asked again by itself";
    case Errc::AuthBadResponse:
      return "Is the address right? A redirect or a page usually means that nobody is signed in";
    case Errc::AuthRejected: return "Do the app and the server use the same key and secret?";
    case Errc::BadFrame:
    case Errc::BadHandshake: return "Is this the address of the real-time server?";
    case Errc::ServerError: return "Look at the server's log";
    case Errc::SubscribeRefused: return "Look at the channel's name and at the server's log";
    case Errc::DecryptFailed: return "Do all parts of the app encrypt with the same master key?";
    case Errc::LoadFailed: return "The client asks for it again by itself";
    case Errc::Timeout:
      return "Is the server there, and not overloaded? The client tries again by itself";
    case Errc::LinkFailed:
      return "Does the server run there? Look at host, port, path and TLS. The client tries again "
             "by itself";
    case Errc::LinkClosed: return "The client connects again by itself";
    case Errc::Silent: return "Look at the network between. The client connects again by itself";
    case Errc::Suspended: return "Call wake() when the device is back";
    case Errc::Stopped: return "Call connect() to come back";
  }
  return {};
}

}  // namespace

std::string describe(const Error& error) {
  const std::string_view happened = what_happened(error);
  std::string_view said = error.text;
  // An error of a client's event has been described already.
  if (said.substr(0, happened.size()) == happened) return std::string(said);
  std::string out(happened);
  // 1006 stands for "no code".
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
