// What the broker remembers: connections, and per app its channels, users and cache.
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

namespace oread::broker {

struct AppState;

/// A client that has been let in. Who was refused or ended is not in the table, so nothing that it
/// still sends can have an effect.
struct Connection {
  ConnectionId id;
  AppState* app = nullptr;
  std::string socket_id;

  Time heard_at{};                   ///< When it last said anything.
  std::optional<Time> pinged_at;     ///< Our ping that has not been followed by a word.
  std::optional<Time> authorize_by;  ///< `App::authorize_within`, until it has shown who it is.
  Time alarm_at{};                   ///< When to look at it next; see liveness.hpp.
  Bucket frames;
  PerSecond client_events;

  /// By channel; the value is its user there on a presence channel, else empty.
  std::map<std::string, std::string> subscriptions;

  std::string user_id;  ///< Signed in as; empty before.
  std::string user_info;
  std::vector<std::string> watchlist;
};

/// A channel exists while somebody is subscribed to it.
struct Channel {
  ChannelClass kind;
  std::set<ConnectionId> subscribers;
  Roster roster;                   ///< Of presence channels.
  bool miss_told = false;          ///< The webhook `cache_miss` has gone out since it was filled.
  std::optional<Time> counted_at;  ///< When `subscription_count` was last sent.
  bool count_due = false;          ///< A change waits for the next one.
};

/// One app with all that is its own; nothing of it is reachable from another app.
struct AppState {
  const App* options = nullptr;
  Credentials credentials;
  std::map<std::string, ConnectionId> sockets;  ///< By socket id; as many as it has connections.
  std::map<std::string, Channel> channels;
  std::map<std::string, std::set<ConnectionId>> users;     ///< Signed-in connections by user id.
  std::map<std::string, std::set<ConnectionId>> watchers;  ///< Who watches the user id.
  EventCache cache;
  Replays replays;
  std::vector<Receiver> receivers;
};

}  // namespace oread::broker
