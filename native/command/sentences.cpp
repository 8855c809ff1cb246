#include "sentences.hpp"

#include "terminal.hpp"

namespace oread::command {
namespace {

std::string_view meaning(Errc code) {
  switch (code) {
    case Errc::None: return "nothing is wrong";
    case Errc::BadOption: return "an option is wrong";
    case Errc::BadChannelName: return "the channel's name is not allowed";
    case Errc::BadEventName: return "the event's name is not allowed";
    case Errc::NotAllowed: return "this is not allowed";
    case Errc::TooLarge: return "it is too large";
    case Errc::NotConnected: return "there is no connection";
    case Errc::NotSubscribed: return "the channel is not subscribed";
    case Errc::Superseded: return "a newer one took its place";
    case Errc::RateLimited: return "too many at once";
    case Errc::AuthDenied: return "the auth endpoint refused";
    case Errc::AuthExpired: return "the auth endpoint says: not signed in";
    case Errc::AuthNetwork: return "the auth endpoint cannot be reached";
    case Errc::AuthServer: return "the auth endpoint has trouble";
    case Errc::AuthBadResponse: return "the auth endpoint gave no usable answer";
    case Errc::AuthRejected: return "the server did not accept the signature of the auth endpoint";
    case Errc::BadFrame: return "the server sent something unreadable";
    case Errc::BadHandshake: return "the server did not greet as a Pusher-compatible server does";
    case Errc::ServerError: return "the server reports an error";
    case Errc::SubscribeRefused: return "the server refused the subscription";
    case Errc::DecryptFailed: return "an encrypted event could not be opened";
    case Errc::Timeout: return "no answer in time";
    case Errc::LinkFailed: return "the connection failed";
    case Errc::LinkClosed: return "the connection was closed";
    case Errc::Silent: return "the server fell silent";
    case Errc::Suspended: return "suspended";
    case Errc::Stopped: return "stopped";
  }
  return "unknown";
}

std::string_view advice(const Error& error) {
  switch (error.code) {
    case Errc::AuthDenied:
      return "may this user join? Look at the app's channel authorization and at --header";
    case Errc::AuthExpired: return "give credentials with --header 'Authorization: Bearer …'";
    case Errc::AuthNetwork: return "is --auth-endpoint right, and is the app running?";
    case Errc::AuthBadResponse:
      return "is --auth-endpoint right? A redirect or a page usually means: not signed in";
    case Errc::AuthRejected: return "do the app and this server use the same key and secret?";
    case Errc::BadHandshake: return "is this the address of the real-time server?";
    default: break;
  }
  switch (error.status) {
    case 4001: return "check --key: the server does not know this app";
    case 4003: return "the app is disabled on the server";
    case 4004: return "the server has as many connections as it may have";
    case 4009: return "the server wants another origin: try --origin";
    default: return {};
  }
}

}  // namespace

std::string sentence(const Error& error) {
  std::string out(meaning(error.code));
  if (error.status != 0) out += " (" + std::to_string(error.status) + ")";
  if (!error.text.empty()) out += ": " + safe(error.text);
  const std::string_view hint = advice(error);
  if (!hint.empty()) out += "; " + std::string(hint);
  return out;
}

std::string_view word(ConnectionStatus status) {
  switch (status) {
    case ConnectionStatus::Initialized: return "initialized";
    case ConnectionStatus::Connecting: return "connecting";
    case ConnectionStatus::Connected: return "connected";
    case ConnectionStatus::Reconnecting: return "reconnecting";
    case ConnectionStatus::Unavailable: return "unavailable";
    case ConnectionStatus::Disconnected: return "disconnected";
  }
  return "unknown";
}

std::string_view word(ChannelState state) {
  switch (state) {
    case ChannelState::Waiting: return "waiting";
    case ChannelState::Preparing: return "preparing";
    case ChannelState::Authorizing: return "authorizing";
    case ChannelState::Subscribing: return "subscribing";
    case ChannelState::Subscribed: return "subscribed";
    case ChannelState::Failed: return "failed";
    case ChannelState::Left: return "left";
  }
  return "unknown";
}

}  // namespace oread::command
