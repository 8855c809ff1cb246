// What other nodes of a cluster say about their clients.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "broker/cluster/message.hpp"
#include "broker/roster.hpp"
#include "oread/time.hpp"
#include "support/deadline.hpp"

namespace oread::broker::cluster {

/// One channel on one other node.
struct ChannelFacts {
  std::size_t subscribers = 0;
  bool miss_told = false;                 ///< As in `Channel`.
  std::map<std::string, Member> members;  ///< By id.
};

/// One app on one other node.
struct AppFacts {
  std::size_t connections = 0;
  std::map<std::string, ChannelFacts> channels;  ///< Occupied channels.
  std::set<std::string> users;                   ///< Signed-in users.
};

using Facts = std::map<std::string, AppFacts>;  ///< By app id.

/// Another node.
struct Node {
  Facts facts;
  /// What it says while it tells everything again; replaces `facts` when it is complete.
  std::optional<Facts> arriving;
  std::uint64_t number = 0;  ///< Of its last message.
  bool in_step = false;      ///< No message is missing since it told everything.
  Time heard_at{};
  std::optional<Time> asked_at;  ///< When it was asked to tell everything.
};

/// What may have changed in one app on this node during an input, and must be told to the others.
struct AppChanges {
  bool connections = false;
  std::set<std::string> channels;
  std::set<std::pair<std::string, std::string>> members;  ///< Channel and user id.
  std::set<std::string> users;
};

/// A message that waits until the others can be reached.
struct Held {
  Kind kind{};
  std::string rest;  ///< As in `write_message`.
};

/// What this node knows of the cluster.
struct State {
  bool reachable = false;
  std::uint64_t number = 0;  ///< Of our last message.
  std::map<std::string, Node> nodes;
  std::map<std::string, AppChanges> changes;  ///< By app id.
  std::deque<Held> held;                      ///< The oldest first.
  std::size_t held_bytes = 0;
  /// Nodes that were there before we lost the others, and have not been heard since: what we have
  /// held waits for them.
  std::set<std::string> returning;
  Time return_by = kNever;      ///< It waits no longer.
  Time alive_at = kNever;       ///< When we show the others that we are alive.
  Time everything_at = kNever;  ///< When we tell everything, because somebody asked.
  bool with_cache = false;      ///< Somebody needs the cached events, too.
};

}  // namespace oread::broker::cluster
