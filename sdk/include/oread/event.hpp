// News for the app: what the engine announces. Nothing here asks the host to do anything.
#pragma once

#include <optional>
#include <variant>

#include "oread/error.hpp"
#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// How the connection stands, as an app may show it.
enum class ConnectionStatus : std::uint8_t {
  Initialized,   ///< `Connect` was never given.
  Connecting,    ///< The first connection is being made.
  Connected,     ///< Live: the handshake is done, and nothing speaks against it since.
  Reconnecting,  ///< There was a connection, and another one is being made.
  Unavailable,   ///< No success for `ReconnectOptions::unavailable_after`; still trying.
  Disconnected,  ///< The app asked for it, or the server said that there is no point in coming
                 ///< back.
};

/// How one channel stands. The transitions are the table in `src/channel/channel_state.cpp`.
enum class ChannelState : std::uint8_t {
  Waiting,      ///< Wanted; there is no live connection.
  Preparing,    ///< Wanted; the code for decryption is being loaded.
  Authorizing,  ///< The auth endpoint is being asked.
  Subscribing,  ///< The server is being asked.
  Subscribed,   ///< The server has acknowledged.
  Failed,  ///< Refused, or no answer; asked again by the app, by a new link, or by its own timer.
  Left,    ///< Nobody holds it any more; the last word about this channel.
};

/// A member of a presence channel.
struct Member {
  Text id;                    ///< As text, also where the server sent a number.
  Text info;                  ///< JSON text as the server sent it; "null" when it sent none.
  bool id_is_number = false;  ///< The server sent the id as a number.

  static void fields(auto& self, auto&& field) {
    field("id", self.id);
    field("info", self.info);
    field("idIsNumber", self.id_is_number);
  }
  friend bool operator==(const Member&, const Member&) = default;
};

namespace event {

/// The status of the connection changed. `socket_id` is empty unless `current` is Connected.
struct ConnectionChanged {
  static constexpr const char* kName = "connection-changed";
  ConnectionStatus previous{};
  ConnectionStatus current{};
  Text socket_id;
  Error why;            ///< The reason; `Errc::None` for plain progress.
  Millis lasted_for{};  ///< How long the previous status lasted.

  static void fields(auto& self, auto&& field) {
    field("previous", self.previous);
    field("current", self.current);
    field("socketId", self.socket_id);
    field("why", self.why);
    field("lastedFor", self.lasted_for);
  }
  friend bool operator==(const ConnectionChanged&, const ConnectionChanged&) = default;
};

/// Another attempt will be made, `in` from now. `attempt` counts from 1 since the connection was
/// last healthy; `why` is what ended the one before.
struct RetryScheduled {
  static constexpr const char* kName = "retry-scheduled";
  std::uint32_t attempt = 0;
  Millis in{};
  Error why;

  static void fields(auto& self, auto&& field) {
    field("attempt", self.attempt);
    field("in", self.in);
    field("why", self.why);
  }
  friend bool operator==(const RetryScheduled&, const RetryScheduled&) = default;
};

/// Something is wrong with the connection that the status alone does not tell: an error frame, an
/// unreadable text, a refused handshake.
struct ConnectionError {
  static constexpr const char* kName = "connection-error";
  Error error;

  static void fields(auto& self, auto&& field) { field("error", self.error); }
  friend bool operator==(const ConnectionError&, const ConnectionError&) = default;
};

/// A channel moved to another state.
struct ChannelChanged {
  static constexpr const char* kName = "channel-changed";
  Text channel;
  ChannelState state{};

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("state", self.state);
  }
  friend bool operator==(const ChannelChanged&, const ChannelChanged&) = default;
};

/// A subscription succeeded (again, after a reconnect). `members` and `me` are filled for presence
/// channels only; members stand in the server's order. `said` is what the server said with it as
/// JSON text, on other channels and unless that is an empty object.
struct Subscribed {
  static constexpr const char* kName = "subscribed";
  Text channel;
  List<Member> members;
  Text me;
  bool me_is_number = false;  ///< The app's server sent the id as a number.
  Text said;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("members", self.members);
    field("me", self.me);
    field("meIsNumber", self.me_is_number);
    field("said", self.said);
  }
  friend bool operator==(const Subscribed&, const Subscribed&) = default;
};

/// A subscription failed. `retrying` tells whether the engine will try again by itself; that is
/// told once, not for every try. `said` is the server's own account as JSON text, when it gave one.
struct SubscribeFailed {
  static constexpr const char* kName = "subscribe-failed";
  Text channel;
  Error error;
  bool retrying = false;
  Text said;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("error", self.error);
    field("retrying", self.retrying);
    field("said", self.said);
  }
  friend bool operator==(const SubscribeFailed&, const SubscribeFailed&) = default;
};

/// An event for the app. `channel` is empty for one that names no channel. `data` is the payload's
/// text with one level of string encoding taken off, or nothing when the frame had none. Events of
/// the server itself that ask for nothing come, too: `pusher:error`, `pusher:cache_miss`, and such
/// as are not known here.
struct Message {
  static constexpr const char* kName = "message";
  Text channel;
  Text event;
  std::optional<Text> data;
  Text user_id;  ///< The verified sender of a client event on a presence channel, else empty.
  bool user_id_is_number = false;  ///< The server sent it as a number.

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("event", self.event);
    field("data", self.data);
    field("userId", self.user_id);
    field("userIdIsNumber", self.user_id_is_number);
  }
  friend bool operator==(const Message&, const Message&) = default;
};

/// A member came who was not there before. Nobody of the first list is told of so.
struct MemberJoined {
  static constexpr const char* kName = "member-joined";
  Text channel;
  Member member;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("member", self.member);
  }
  friend bool operator==(const MemberJoined&, const MemberJoined&) = default;
};

/// A member left and did not come back within the leave grace. `member.info` is the last one known.
struct MemberLeft {
  static constexpr const char* kName = "member-left";
  Text channel;
  Member member;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("member", self.member);
  }
  friend bool operator==(const MemberLeft&, const MemberLeft&) = default;
};

/// How many are subscribed to the channel, where the server tells.
struct SubscriptionCount {
  static constexpr const char* kName = "subscription-count";
  Text channel;
  std::uint32_t count = 0;

  static void fields(auto& self, auto&& field) {
    field("channel", self.channel);
    field("count", self.count);
  }
  friend bool operator==(const SubscriptionCount&, const SubscriptionCount&) = default;
};

/// The user is signed in on this connection. `user_data` is the JSON text that the server
/// confirmed.
struct SignedIn {
  static constexpr const char* kName = "signed-in";
  Text user_id;
  Text user_data;

  static void fields(auto& self, auto&& field) {
    field("userId", self.user_id);
    field("userData", self.user_data);
  }
  friend bool operator==(const SignedIn&, const SignedIn&) = default;
};

/// The endpoint or the server refused the sign-in, or did not answer. `retrying` tells whether it
/// is tried again before the next link; that is told once, not for every try.
struct SignInFailed {
  static constexpr const char* kName = "sign-in-failed";
  Error error;
  bool retrying = false;

  static void fields(auto& self, auto&& field) {
    field("error", self.error);
    field("retrying", self.retrying);
  }
  friend bool operator==(const SignInFailed&, const SignInFailed&) = default;
};

/// Users on the watchlist came or went.
struct WatchlistChanged {
  static constexpr const char* kName = "watchlist-changed";
  bool online = false;
  List<Text> user_ids;

  static void fields(auto& self, auto&& field) {
    field("online", self.online);
    field("userIds", self.user_ids);
  }
  friend bool operator==(const WatchlistChanged&, const WatchlistChanged&) = default;
};

/// What became of a whisper: `Errc::None` when it was handed to the link.
struct WhisperSettled {
  static constexpr const char* kName = "whisper-settled";
  RequestId request;
  Errc outcome{};

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("outcome", self.outcome);
  }
  friend bool operator==(const WhisperSettled&, const WhisperSettled&) = default;
};

}  // namespace event

using Event =
    std::variant<event::ConnectionChanged, event::RetryScheduled, event::ConnectionError,
                 event::ChannelChanged, event::Subscribed, event::SubscribeFailed, event::Message,
                 event::MemberJoined, event::MemberLeft, event::SubscriptionCount, event::SignedIn,
                 event::SignInFailed, event::WatchlistChanged, event::WhisperSettled>;

}  // namespace oread
