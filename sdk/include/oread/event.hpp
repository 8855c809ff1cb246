// The events that the engine emits for the app. None of them requires an action from the host.
#pragma once

#include <optional>
#include <variant>

#include "oread/error.hpp"
#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "oread/time.hpp"

namespace oread {

/// The status of the connection, for display in an app.
enum class ConnectionStatus : std::uint8_t {
  Initialized,   ///< `Connect` was never called.
  Connecting,    ///< The first connection is being opened.
  Connected,     ///< Connected: the handshake is complete, and nothing has contradicted it since.
  Reconnecting,  ///< The connection was lost, and another one is being opened.
  Unavailable,   ///< No connection for `ReconnectOptions::unavailable_after`; still trying.
  Disconnected,  ///< The app requested it, or the server said that reconnecting is pointless.
};

/// The state of one channel. The transitions are in the table in `src/channel/channel_state.cpp`.
enum class ChannelState : std::uint8_t {
  Waiting,      ///< Requested; there is no live connection.
  Preparing,    ///< Requested; the decryption code is being loaded.
  Authorizing,  ///< Waiting for the auth endpoint.
  Subscribing,  ///< Waiting for the server.
  Subscribed,   ///< The server has acknowledged.
  Failed,  ///< Refused, or no response; retried by the app, on a new link, or by its own timer.
  Left,    ///< It has no holder; the last state of this channel.
};

/// A member of a presence channel.
struct Member {
  Text id;                    ///< As a string, even if the server sent a number.
  Text info;                  ///< JSON text as sent by the server; "null" if it sent none.
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
  Error why;            ///< The reason; `Errc::None` for normal progress.
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

/// Another attempt follows in `in`. `attempt` counts from 1 since the connection was last healthy;
/// `why` is what ended the previous one.
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

/// A problem with the connection that the status alone does not show: an error frame, a malformed
/// message, a rejected handshake.
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

/// A subscription succeeded (again after each reconnect). `members` and `me` are set for presence
/// channels only; members are in the server's order. `said` is the data that the server sent with
/// it as JSON text, on other channels and unless it is an empty object.
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

/// A subscription failed. `retrying` says whether the engine will retry by itself; such a failure
/// is reported once, not for every attempt. `said` is the server's own data as JSON text, if it
/// sent any.
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

/// An event for the app. `channel` is empty if the event names none. `data` is the payload with one
/// level of string encoding removed, or nothing if the frame had none. Events of the server itself
/// that need no handling are emitted, too: `pusher:error`, `pusher:cache_miss`, and unknown ones.
struct Message {
  static constexpr const char* kName = "message";
  Text channel;
  Text event;
  std::optional<Text> data;
  Text user_id;  ///< The verified sender of a client event on a presence channel; otherwise empty.
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

/// A member joined. Members of the initial list are not announced.
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

/// A member left and did not return within the leave grace. `member.info` is the last one known.
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

/// The number of subscribers of the channel, if the server reports it.
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

/// The endpoint or the server refused the sign-in, or did not respond. `retrying` says whether it
/// is retried before the next link; such a failure is reported once, not for every attempt.
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

/// Users on the watchlist came online or went offline.
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

/// The outcome of a whisper: `Errc::None` if it was passed to the link.
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

/// An event whose sender waits for an answer, or that has attachments. `data` is the JSON array of
/// the event's name and its arguments. `in::Reply` answers it, once.
struct Call {
  static constexpr const char* kName = "call";
  LinkId link;  ///< On which it came. One that takes over from it is the same.
  Text channel;
  Text event;
  Text data;
  Text reply;        ///< For `in::Reply`; empty if no answer is wanted.
  Text attachments;  ///< As in `in::Emit`.

  static void fields(auto& self, auto&& field) {
    field("link", self.link);
    field("channel", self.channel);
    field("event", self.event);
    field("data", self.data);
    field("reply", self.reply);
    field("attachments", self.attachments);
  }
  friend bool operator==(const Call&, const Call&) = default;
};

/// The answer to an `in::Emit`: a JSON array of values, if `outcome` is `Errc::None`. Otherwise
/// there will be no answer: Timeout, LinkClosed, or NotSubscribed if the channel was left.
struct Replied {
  static constexpr const char* kName = "replied";
  RequestId request;
  Errc outcome{};
  Text data;
  Text attachments;  ///< As in `in::Emit`.

  static void fields(auto& self, auto&& field) {
    field("request", self.request);
    field("outcome", self.outcome);
    field("data", self.data);
    field("attachments", self.attachments);
  }
  friend bool operator==(const Replied&, const Replied&) = default;
};

}  // namespace event

using Event =
    std::variant<event::ConnectionChanged, event::RetryScheduled, event::ConnectionError,
                 event::ChannelChanged, event::Subscribed, event::SubscribeFailed, event::Message,
                 event::MemberJoined, event::MemberLeft, event::SubscriptionCount, event::SignedIn,
                 event::SignInFailed, event::WatchlistChanged, event::WhisperSettled, event::Call,
                 event::Replied>;

}  // namespace oread
