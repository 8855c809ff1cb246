// The engine's effects: actions for the host, and events for the app.
#pragma once

#include <variant>
#include <vector>

#include "oread/event.hpp"
#include "oread/ids.hpp"
#include "oread/text.hpp"

namespace oread {

/// The question for the auth endpoint.
enum class AuthKind : std::uint8_t {
  Channel,     ///< May this socket subscribe to this channel?
  User,        ///< Who is the user of this socket?
  Connection,  ///< With which credentials may this client connect?
};

namespace effect {

/// Open a link to `url` and report `in::LinkOpened`, `in::LinkText` and `in::LinkClosed`.
struct OpenLink {
  static constexpr const char* kName = "open-link";
  LinkId link;
  Text url;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("url", self.url);
  }
  friend bool operator==(const OpenLink&, const OpenLink&) = default;
};

/// Send `text` (UTF-8) as one message. Drop it if the link is no longer open.
struct SendText {
  static constexpr const char* kName = "send-text";
  LinkId link;
  Text text;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("text", self.text);
  }
  friend bool operator==(const SendText&, const SendText&) = default;
};

/// Close the link with this WebSocket close code, or abort its requests, and forget it: the engine
/// does not wait for `in::LinkClosed`, and ignores it.
struct CloseLink {
  static constexpr const char* kName = "close-link";
  LinkId link;
  std::uint16_t code = 1000;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("code", self.code);
  }
  friend bool operator==(const CloseLink&, const CloseLink&) = default;
};

/// Send a request to the auth endpoint, with the current headers and params. Report
/// `in::AuthAnswered` or `in::AuthFailed`. `channel` is set for `AuthKind::Channel` only, and
/// `socket_id` is empty for `AuthKind::Connection`.
struct Authorize {
  static constexpr const char* kName = "authorize";
  RequestId request;
  AuthKind kind{};
  Text channel;
  Text socket_id;

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("purpose", self.kind);
    field("channel", self.channel);
    field("socketId", self.socket_id);
  }
  friend bool operator==(const Authorize&, const Authorize&) = default;
};

/// The response is no longer needed: abort the request if possible.
struct CancelAuth {
  static constexpr const char* kName = "cancel-auth";
  RequestId request;

  static void fields(auto& self, auto&& field) { field("request", self.request); }
  friend bool operator==(const CancelAuth&, const CancelAuth&) = default;
};

/// Renew the app's credentials (a 401 or 419 was returned), then report `in::Refreshed`. Only
/// emitted if `AuthOptions::can_refresh`; one at a time, shared by all requests that wait for it.
struct RefreshCredentials {
  static constexpr const char* kName = "refresh-credentials";
  static void fields(auto&, auto&&) {}
  friend bool operator==(const RefreshCredentials&, const RefreshCredentials&) = default;
};

/// Load the code that decrypts events, then report `in::DecryptionReady`.
struct LoadDecryption {
  static constexpr const char* kName = "load-decryption";
  static void fields(auto&, auto&&) {}
  friend bool operator==(const LoadDecryption&, const LoadDecryption&) = default;
};

/// Open a NaCl secretbox (XSalsa20-Poly1305) and report `in::Decrypted`. All three strings are
/// base64.
struct Decrypt {
  static constexpr const char* kName = "decrypt";
  RequestId request;
  Text key;
  Text nonce;
  Text ciphertext;

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("key", self.key);
    field("nonce", self.nonce);
    field("ciphertext", self.ciphertext);
  }
  friend bool operator==(const Decrypt&, const Decrypt&) = default;
};

/// A message with exactly this prefix and exactly this suffix is event `event` on channel
/// `channel`. Its payload is one of these, and the dialect always uses the same:
/// * the inside of one JSON string literal between them: `prefix` ends with the opening quote, and
///   `tail` starts with the closing one;
/// * the JSON text between them, where `tail` is `]`;
/// * without a tail, the JSON array that starts at the first bracket of `prefix`.
/// A text whose payload is not JSON has no route. Valid until the next `DropRoutes`; a host may
/// ignore it.
struct AddRoute {
  static constexpr const char* kName = "add-route";
  LinkId link;
  Text channel;
  Text event;
  Text prefix;
  Text tail;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("channel", self.channel);
    field("event", self.event);
    field("prefix", self.prefix);
    field("tail", self.tail);
  }
  friend bool operator==(const AddRoute&, const AddRoute&) = default;
};

/// Invalidates all routes so far.
struct DropRoutes {
  static constexpr const char* kName = "drop-routes";
  static void fields(auto&, auto&&) {}
  friend bool operator==(const DropRoutes&, const DropRoutes&) = default;
};

/// Send `bytes` as one binary message. Drop it if the link is no longer open.
struct SendBinary {
  static constexpr const char* kName = "send-binary";
  LinkId link;
  Text bytes;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("bytes", self.bytes);
  }
  friend bool operator==(const SendBinary&, const SendBinary&) = default;
};

/// Send an HTTP request of a link that requests carry, and report `in::RequestAnswered`: a POST of
/// `body`, or a GET if it is empty. `request` is unique within its link. A GET may take minutes.
/// `last`: it ends the session, nobody waits for its answer, and `CloseLink` does not abort it.
struct SendRequest {
  static constexpr const char* kName = "send-request";
  LinkId link;
  RequestId request;
  Text url;
  Text body;
  bool last = false;

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("request", self.request);
    field("url", self.url);
    field("body", self.body);
    field("last", self.last);
  }
  friend bool operator==(const SendRequest&, const SendRequest&) = default;
};

/// Notify the app.
struct Announce {
  static constexpr const char* kName = "announce";
  Event event;
  friend bool operator==(const Announce&, const Announce&) = default;
};

}  // namespace effect

using Effect =
    std::variant<effect::OpenLink, effect::SendText, effect::CloseLink, effect::Authorize,
                 effect::CancelAuth, effect::RefreshCredentials, effect::LoadDecryption,
                 effect::Decrypt, effect::AddRoute, effect::DropRoutes, effect::SendBinary,
                 effect::SendRequest, effect::Announce>;
using Effects = std::vector<Effect>;

#ifndef OREAD_LEAN
/// Receives effects as they arise, in order.
class EffectSink {
 public:
  virtual void take(effect::OpenLink&& effect) = 0;
  virtual void take(effect::SendText&& effect) = 0;
  virtual void take(effect::CloseLink&& effect) = 0;
  virtual void take(effect::Authorize&& effect) = 0;
  virtual void take(effect::CancelAuth&& effect) = 0;
  virtual void take(effect::RefreshCredentials&& effect) = 0;
  virtual void take(effect::LoadDecryption&& effect) = 0;
  virtual void take(effect::Decrypt&& effect) = 0;
  virtual void take(effect::AddRoute&& effect) = 0;
  virtual void take(effect::DropRoutes&& effect) = 0;
  virtual void take(effect::SendBinary&& effect) = 0;
  virtual void take(effect::SendRequest&& effect) = 0;
  virtual void take(event::ConnectionChanged&& news) = 0;
  virtual void take(event::RetryScheduled&& news) = 0;
  virtual void take(event::ConnectionError&& news) = 0;
  virtual void take(event::ChannelChanged&& news) = 0;
  virtual void take(event::Subscribed&& news) = 0;
  virtual void take(event::SubscribeFailed&& news) = 0;
  virtual void take(event::Message&& news) = 0;
  virtual void take(event::MemberJoined&& news) = 0;
  virtual void take(event::MemberLeft&& news) = 0;
  virtual void take(event::SubscriptionCount&& news) = 0;
  virtual void take(event::SignedIn&& news) = 0;
  virtual void take(event::SignInFailed&& news) = 0;
  virtual void take(event::WatchlistChanged&& news) = 0;
  virtual void take(event::WhisperSettled&& news) = 0;
  virtual void take(event::Call&& news) = 0;
  virtual void take(event::Replied&& news) = 0;

 protected:
  ~EffectSink() = default;
};
#endif

}  // namespace oread

#ifdef OREAD_LEAN
#include "oread/lean/effect_sink.hpp"
#endif
