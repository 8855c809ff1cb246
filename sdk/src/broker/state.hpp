// The broker's state: connections, and per app its channels, users and cache.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "broker/channel_class.hpp"
#include "broker/event_cache.hpp"
#include "broker/rate.hpp"
#include "broker/replays.hpp"
#include "broker/roster.hpp"
#include "broker/webhooks/receiver.hpp"
#include "oread/broker/broker.hpp"
#include "oread/broker/signing.hpp"
#include "support/bucket.hpp"
#include "support/deadline.hpp"

namespace oread::broker {

struct AppState;

/// An admitted client. Refused or closed connections are not in the table, so nothing that they
/// still send can have an effect.
struct Connection {
  ConnectionId id;
  AppState* app = nullptr;
  std::string socket_id;

  Time heard_at{};                ///< When its last message arrived.
  std::optional<Time> pinged_at;  ///< When we sent a ping that has not been answered.
  Time authorize_by = kNever;     ///< From `App::authorize_within`, until it does.
  Time alarm_at{};                ///< When to check it next; see liveness.hpp.
  Bucket messages{seconds(10)};
  PerSecond client_events;

  /// By channel; the value is its user id on a presence channel, and otherwise empty.
  std::map<std::string, std::string> subscriptions;

  bool may_send_cookies = false;           ///< To the auth endpoint.
  std::map<std::string, AccessId> asking;  ///< By channel: questions to the auth endpoint.

  std::string user_id;  ///< The user it is signed in as; empty before.
  std::string user_info;
  std::vector<std::string> watchlist;
};

/// A question to an app's auth endpoint. It stays until the answer, its time is up or the client
/// does not want it any more.
struct AccessQuestion {
  ConnectionId connection;
  std::string channel;
  bool has_credentials = false;
  Time answer_by{};
};

/// A channel exists while it has subscribers.
struct Channel {
  ChannelClass kind;
  std::set<ConnectionId> subscribers;
  Roster roster;                   ///< For presence channels.
  bool miss_told = false;          ///< `cache_miss` was sent since the last fill.
  std::optional<Time> counted_at;  ///< When `subscription_count` was last sent.
  bool count_due = false;          ///< A change waits to be sent with the next one.
  bool count_is_ours = false;      ///< It has changed on this node since then.
};

/// One app and all its state; no other app can reach it.
struct AppState {
  const App* options = nullptr;
  Credentials credentials;
  std::map<std::string, ConnectionId> sockets;  ///< By socket id; one per connection.
  std::map<std::string, Channel> channels;
  std::map<std::string, std::set<ConnectionId>> users;     ///< Signed-in connections by user id.
  std::map<std::string, std::set<ConnectionId>> watchers;  ///< The watchers of each user id.
  EventCache cache;
  Replays replays;
  std::vector<Receiver> receivers;
};

}  // namespace oread::broker
