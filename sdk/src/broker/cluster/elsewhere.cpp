#include "broker/cluster/elsewhere.hpp"

#include <algorithm>

namespace oread::broker::cluster {
namespace {

const AppFacts* facts_of(const Node& node, const AppState& app) {
  const auto at = node.facts.find(app.options->id);
  return at == node.facts.end() ? nullptr : &at->second;
}

const ChannelFacts* facts_of(const Node& node, const AppState& app, const std::string& channel) {
  const AppFacts* const facts = facts_of(node, app);
  if (facts == nullptr) return nullptr;
  const auto at = facts->channels.find(channel);
  return at == facts->channels.end() ? nullptr : &at->second;
}

/// Whether `fits` holds for one of the nodes that have such a channel.
template <class Fits>
bool any_channel(const Hub& hub, const AppState& app, const std::string& channel, Fits fits) {
  const auto& nodes = hub.cluster.nodes;
  return std::any_of(nodes.begin(), nodes.end(), [&](const auto& node) {
    const ChannelFacts* const facts = facts_of(node.second, app, channel);
    return facts != nullptr && fits(*facts);
  });
}

}  // namespace

std::size_t connections_elsewhere(const Hub& hub, const AppState& app) {
  std::size_t sum = 0;
  for (const auto& [id, node] : hub.cluster.nodes) {
    if (const AppFacts* const facts = facts_of(node, app)) sum += facts->connections;
  }
  return sum;
}

std::size_t subscribers_elsewhere(const Hub& hub, const AppState& app, const std::string& channel) {
  std::size_t sum = 0;
  for (const auto& [id, node] : hub.cluster.nodes) {
    if (const ChannelFacts* const facts = facts_of(node, app, channel)) sum += facts->subscribers;
  }
  return sum;
}

bool is_occupied_elsewhere(const Hub& hub, const AppState& app, const std::string& channel) {
  return any_channel(hub, app, channel, [](const ChannelFacts&) { return true; });
}

bool is_member_elsewhere(const Hub& hub, const AppState& app, const std::string& channel,
                         const std::string& user) {
  return any_channel(hub, app, channel,
                     [&](const ChannelFacts& facts) { return facts.members.count(user) != 0; });
}

bool is_miss_told_elsewhere(const Hub& hub, const AppState& app, const std::string& channel) {
  return any_channel(hub, app, channel, [](const ChannelFacts& facts) { return facts.miss_told; });
}

bool is_online_elsewhere(const Hub& hub, const AppState& app, const std::string& user) {
  const auto& nodes = hub.cluster.nodes;
  return std::any_of(nodes.begin(), nodes.end(), [&](const auto& node) {
    const AppFacts* const facts = facts_of(node.second, app);
    return facts != nullptr && facts->users.count(user) != 0;
  });
}

Roster everyone(const Hub& hub, const AppState& app, const std::string& channel) {
  const auto at = app.channels.find(channel);
  Roster all = at == app.channels.end() ? Roster() : at->second.roster;
  for (const auto& [id, node] : hub.cluster.nodes) {
    const ChannelFacts* const facts = facts_of(node, app, channel);
    if (facts == nullptr) continue;
    for (const auto& [user, member] : facts->members) all.join(member);
  }
  return all;
}

std::size_t all_members(const Hub& hub, const AppState& app, const std::string& channel) {
  // Usually there is nothing to merge.
  if (is_occupied_elsewhere(hub, app, channel)) return everyone(hub, app, channel).size();
  const auto at = app.channels.find(channel);
  return at == app.channels.end() ? 0 : at->second.roster.size();
}

std::size_t all_subscribers(const Hub& hub, const AppState& app, const std::string& channel) {
  const auto at = app.channels.find(channel);
  const std::size_t here = at == app.channels.end() ? 0 : at->second.subscribers.size();
  return here + subscribers_elsewhere(hub, app, channel);
}

std::set<std::string> all_channels(const Hub& hub, const AppState& app, std::string_view prefix) {
  std::set<std::string> names;
  // Names are sorted, so those with the prefix are adjacent.
  const auto add = [&](const auto& channels) {
    for (auto at = channels.lower_bound(std::string(prefix));
         at != channels.end() && at->first.starts_with(prefix); ++at) {
      names.insert(at->first);
    }
  };
  add(app.channels);
  for (const auto& [id, node] : hub.cluster.nodes) {
    if (const AppFacts* const facts = facts_of(node, app)) add(facts->channels);
  }
  return names;
}

}  // namespace oread::broker::cluster
