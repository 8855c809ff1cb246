#include "broker/cluster/news.hpp"

#include <vector>

#include "broker/cluster/elsewhere.hpp"
#include "broker/membership.hpp"
#include "broker/messages.hpp"
#include "broker/users.hpp"
#include "broker/webhooks/desk.hpp"

namespace oread::broker::cluster {
namespace {

/// The keys of `map`, to change it while they are visited.
template <class Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> out;
  out.reserve(map.size());
  for (const auto& [key, value] : map) out.push_back(key);
  return out;
}

}  // namespace

Channel* News::ours(const std::string& channel) {
  const auto at = app_.channels.find(channel);
  return at == app_.channels.end() ? nullptr : &at->second;
}

void News::subscribers(const std::string& channel, std::size_t count, bool miss_told) {
  if (count == 0) {
    const auto at = facts_.channels.find(channel);
    if (at == facts_.channels.end()) return;
    for (const std::string& user : keys(at->second.members)) left(channel, user);
    facts_.channels.erase(channel);
  } else {
    ChannelFacts& known = facts_.channels[channel];
    known.miss_told = miss_told;
    if (known.subscribers == count) return;
    known.subscribers = count;
  }
  if (Channel* const here = ours(channel)) {
    subscribers_changed_elsewhere(hub_, app_, channel, *here);
  } else if (count != 0) {
    webhooks::occupied_elsewhere(hub_, app_, channel);
  } else if (!is_occupied_elsewhere(hub_, app_, channel)) {
    webhooks::vacated_elsewhere(hub_, app_, channel, is_lost_);
  }
}

void News::joined(const std::string& channel, const Member& member) {
  ChannelFacts& facts = facts_.channels[channel];
  if (facts.members.count(member.id) != 0) return;
  Channel* const here = ours(channel);
  const bool is_new = (here == nullptr || !here->roster.has(member.id)) &&
                      !is_member_elsewhere(hub_, app_, channel, member.id);
  facts.members.emplace(member.id, member);
  if (!is_new) return;
  if (here != nullptr) hub_.send_all(*here, messages::member_added(channel, member));
  webhooks::member_added_elsewhere(hub_, app_, channel, member.id);
}

void News::left(const std::string& channel, const std::string& user) {
  const auto at = facts_.channels.find(channel);
  if (at == facts_.channels.end()) return;
  const auto member = at->second.members.find(user);
  if (member == at->second.members.end()) return;
  const std::string id_json = member->second.id_json;
  at->second.members.erase(member);
  Channel* const here = ours(channel);
  if (here != nullptr && here->roster.has(user)) return;
  if (is_member_elsewhere(hub_, app_, channel, user)) return;
  if (here != nullptr) hub_.send_all(*here, messages::member_removed(channel, id_json));
  webhooks::member_removed_elsewhere(hub_, app_, channel, user, is_lost_);
}

void News::online(const std::string& user) {
  const bool was_online = app_.users.count(user) != 0 || is_online_elsewhere(hub_, app_, user);
  if (facts_.users.insert(user).second && !was_online) tell_watchers(hub_, app_, user, true);
}

void News::offline(const std::string& user) {
  if (facts_.users.erase(user) == 0) return;
  if (app_.users.count(user) != 0 || is_online_elsewhere(hub_, app_, user)) return;
  tell_watchers(hub_, app_, user, false);
}

void News::replace(const AppFacts& facts) {
  facts_.connections = facts.connections;
  for (const std::string& channel : keys(facts_.channels)) {
    const auto now = facts.channels.find(channel);
    if (now == facts.channels.end()) {
      subscribers(channel, 0, false);
      continue;
    }
    for (const std::string& user : keys(facts_.channels[channel].members)) {
      if (now->second.members.count(user) == 0) left(channel, user);
    }
  }
  for (const auto& [name, channel] : facts.channels) {
    for (const auto& [user, member] : channel.members) joined(name, member);
    subscribers(name, channel.subscribers, channel.miss_told);
  }
  const std::set<std::string> before = facts_.users;
  for (const std::string& user : before) {
    if (facts.users.count(user) == 0) offline(user);
  }
  for (const std::string& user : facts.users) online(user);
}

void cache_filled(Hub& hub, const AppState& app, const std::string& channel) {
  for (auto& [id, node] : hub.cluster.nodes) {
    auto& channels = node.facts[app.options->id].channels;
    const auto at = channels.find(channel);
    if (at != channels.end()) at->second.miss_told = false;
  }
}

}  // namespace oread::broker::cluster
