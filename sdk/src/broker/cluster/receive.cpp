#include "broker/cluster/receive.hpp"

#include <algorithm>
#include <utility>

#include "broker/cluster/message.hpp"
#include "broker/cluster/news.hpp"
#include "broker/cluster/report.hpp"
#include "broker/messages.hpp"
#include "broker/publish.hpp"
#include "broker/users.hpp"
#include "support/json_scan.hpp"

namespace oread::broker::cluster {
namespace {

constexpr std::size_t kMaxNodes = 64;
/// Several nodes that come back at once are answered once.
constexpr Millis kAnswerAfter{50};
/// A node that does not answer is asked again after this.
constexpr Millis kAskAgainAfter{1'000};

// --- Facts

/// Where facts go: into what is arriving, or into what is known, of which our clients are informed.
class Ledger {
 public:
  Ledger(Hub& hub, AppState& app, Node& node)
      : hub_(hub),
        app_(app),
        is_arriving_(node.arriving.has_value()),
        facts_(is_arriving_ ? (*node.arriving)[app.options->id] : node.facts[app.options->id]) {}

  void connections(std::size_t count) { facts_.connections = count; }

  void subscribers(const std::string& channel, std::size_t count, bool miss_told) {
    if (!has_room(facts_.channels, channel, hub_.options.limits.channels)) return;
    if (!is_arriving_) return news().subscribers(channel, count, miss_told);
    if (count == 0) {
      facts_.channels.erase(channel);
    } else {
      facts_.channels[channel].subscribers = count;
      facts_.channels[channel].miss_told = miss_told;
    }
  }

  void joined(const std::string& channel, const Member& member) {
    if (!has_room(facts_.channels, channel, hub_.options.limits.channels)) return;
    const auto at = facts_.channels.find(channel);
    if (at != facts_.channels.end() &&
        !has_room(at->second.members, member.id, hub_.options.limits.presence_members)) {
      return;
    }
    if (!is_arriving_) return news().joined(channel, member);
    facts_.channels[channel].members.emplace(member.id, member);
  }

  void left(const std::string& channel, const std::string& user) {
    if (!is_arriving_) return news().left(channel, user);
    const auto at = facts_.channels.find(channel);
    if (at != facts_.channels.end()) at->second.members.erase(user);
  }

  void online(const std::string& user) {
    if (!has_room(facts_.users, user, hub_.options.limits.connections)) return;
    if (!is_arriving_) return news().online(user);
    facts_.users.insert(user);
  }

  void offline(const std::string& user) {
    if (!is_arriving_) return news().offline(user);
    facts_.users.erase(user);
  }

 private:
  template <class Container>
  static bool has_room(const Container& container, const std::string& key, std::size_t most) {
    return container.size() < most || container.count(key) != 0;
  }

  News news() { return {hub_, app_, facts_}; }

  Hub& hub_;
  AppState& app_;
  bool is_arriving_;
  AppFacts& facts_;
};

/// A fact about one channel.
void take_channel_fact(const Hub& hub, Ledger& ledger, const std::string& name,
                       std::string_view fact) {
  static constexpr auto kWanted = names("subscribers", "miss_told", "left");
  json::Value fields[3];
  const Limits& limits = hub.options.limits;
  const auto kind = classify(name, limits.channel_name_bytes);
  if (!kind || kind->access == Access::OwnUser) return;
  if (!json::read_fields(fact, kWanted, fields)) return;
  const auto& [subscribers, miss_told, left] = fields;
  if (const auto count = subscribers.integer()) {
    return ledger.subscribers(name, static_cast<std::size_t>(std::max<std::int64_t>(0, *count)),
                              miss_told.is(json::Kind::True));
  }
  if (!kind->presence) return;
  if (left.is(json::Kind::String)) return ledger.left(name, left.to_string());
  if (const auto member = read_member(fact, {limits.user_id_bytes, limits.user_info_bytes, true})) {
    ledger.joined(name, *member);
  }
}

void take_fact(const Hub& hub, Ledger& ledger, std::string_view fact) {
  static constexpr auto kWanted = names("channel", "online", "offline", "connections");
  json::Value fields[4];
  if (!json::read_fields(fact, kWanted, fields)) return;
  const auto& [channel, online, offline, connections] = fields;
  const auto user = [&](const json::Value& value) {
    const std::string id = value.to_string();
    const bool is_user = is_plain_name(id) && id.size() <= hub.options.limits.user_id_bytes;
    return is_user ? std::optional(id) : std::nullopt;
  };
  if (channel.is(json::Kind::String)) {
    take_channel_fact(hub, ledger, channel.to_string(), fact);
  } else if (const auto came = user(online)) {
    ledger.online(*came);
  } else if (const auto went = user(offline)) {
    ledger.offline(*went);
  } else if (const auto count = connections.integer()) {
    ledger.connections(static_cast<std::size_t>(std::max<std::int64_t>(0, *count)));
  }
}

void take_facts(Hub& hub, AppState& app, Node& node, std::string_view body) {
  static constexpr auto kWanted = names("facts");
  json::Value fields[1];
  if (!json::read_fields(body, kWanted, fields) || !fields[0].is(json::Kind::Array)) return;
  Ledger ledger(hub, app, node);
  json::Array facts(fields[0].text());
  for (json::Value each; facts.next(each);) take_fact(hub, ledger, each.text());
}

void replace_all(Hub& hub, Node& node, const Facts& facts, bool is_lost) {
  for (auto& [id, app] : hub.apps) {
    const auto at = facts.find(id);
    News(hub, app, node.facts[id], is_lost).replace(at == facts.end() ? AppFacts() : at->second);
  }
}

// --- What happens once

void take_event(Hub& hub, AppState& app, std::string_view body) {
  static constexpr auto kWanted = names("event", "data", "channels", "socket_id");
  json::Value fields[4];
  if (!json::read_fields(body, kWanted, fields)) return;
  const auto& [event, data, channels, socket_id] = fields;
  if (!data.is(json::Kind::String) || !channels.is(json::Kind::Array)) return;
  Publication publication{event.to_string(), data.to_string(), {}, socket_id.to_string()};
  json::Array list(channels.text());
  for (json::Value each; list.next(each);) publication.channels.push_back(each.to_string());
  if (!refusal_of(publication, hub.options.limits)) publish_here(hub, app, publication);
}

void take_client_event(Hub& hub, AppState& app, std::string_view body) {
  static constexpr auto kWanted = names("event", "channel", "data", "user_id");
  json::Value fields[4];
  if (!json::read_fields(body, kWanted, fields)) return;
  const auto& [event, channel, data, user_id] = fields;
  const std::string name = event.to_string();
  const Limits& limits = hub.options.limits;
  if (!name.starts_with("client-") || name.size() > limits.event_name_bytes ||
      data.text().size() > limits.event_data_bytes) {
    return;
  }
  const bool is_id = user_id.is(json::Kind::String) || user_id.integer().has_value();
  if (user_id && (!is_id || user_id.to_string().size() > limits.user_id_bytes)) return;
  const std::string channel_name = channel.to_string();
  const auto at = app.channels.find(channel_name);
  if (at == app.channels.end() || at->second.kind.access != Access::Signature) return;
  hub.send_all(at->second, messages::client_event(name, data.text(), channel_name, user_id.text()));
}

void take_cached(Hub& hub, AppState& app, std::string_view body) {
  static constexpr auto kWanted = names("channel", "event", "data", "ttl");
  json::Value fields[4];
  if (!json::read_fields(body, kWanted, fields)) return;
  const auto& [channel, event, data, ttl] = fields;
  const Publication publication{event.to_string(), data.to_string(), {channel.to_string()}, {}};
  if (refusal_of(publication, hub.options.limits)) return;
  const std::string& name = publication.channels.front();
  if (!classify(name, name.size())->cache) return;
  if (app.cache.get(name, hub.now.at) != nullptr) return;
  const Millis left(
      std::clamp<std::int64_t>(ttl.integer().value_or(0), 0, hub.options.cache_for.count()));
  app.cache.put(name, {publication.event, publication.data, hub.now.at + left}, hub.now.at,
                hub.options.limits.cached_events);
}

void take_termination(Hub& hub, AppState& app, std::string_view body) {
  static constexpr auto kWanted = names("user");
  json::Value fields[1];
  if (!json::read_fields(body, kWanted, fields) || !fields[0].is(json::Kind::String)) return;
  terminate_here(hub, app, fields[0].to_string());
}

// --- Nodes

void ask(Hub& hub, const std::string& id, Node& node) {
  if (!hub.cluster.reachable) return;
  if (node.asked_at && *node.asked_at + kAskAgainAfter > hub.now.at) return;
  node.asked_at = hub.now.at;
  ask_for_everything(hub, id, false);
}

/// The lowest id of the other nodes but `except`; empty if no other node is known.
std::string first_but(const Hub& hub, std::string_view except) {
  for (const auto& [id, node] : hub.cluster.nodes) {
    if (id != except) return id;
  }
  return {};
}

void asked(Hub& hub, std::string_view from, std::string_view body) {
  static constexpr auto kWanted = names("to", "new");
  json::Value fields[2];
  if (!json::read_fields(body, kWanted, fields)) return;
  const auto& [to, is_new] = fields;
  if (to && to.to_string() != hub.options.cluster.node) return;
  State& cluster = hub.cluster;
  cluster.everything_at = earlier(cluster.everything_at, hub.now.at + kAnswerAfter);
  // One answer with cached events is enough.
  const std::string first = first_but(hub, from);
  const bool answers_new = first.empty() || hub.options.cluster.node < first;
  cluster.with_cache = cluster.with_cache || (is_new.is(json::Kind::True) && answers_new);
}

/// The node, which may be new; null if there are too many.
Node* node_of(Hub& hub, const std::string& id) {
  auto& nodes = hub.cluster.nodes;
  const auto known = nodes.find(id);
  if (known != nodes.end()) return &known->second;
  if (nodes.size() >= kMaxNodes) return nullptr;
  hub.notice({.kind = NoticeKind::NodeJoined, .text = id});
  return &nodes[id];
}

/// Begins or ends the telling of everything.
void take_step(Hub& hub, Node& node, Kind kind) {
  if (kind == Kind::Begin) {
    node.arriving.emplace();
    node.in_step = true;
  } else if (node.arriving) {
    const Facts facts = *std::exchange(node.arriving, std::nullopt);
    replace_all(hub, node, facts, false);
  }
}

AppState* app_in(Hub& hub, std::string_view body) {
  static constexpr auto kWanted = names("app");
  json::Value fields[1];
  if (!json::read_fields(body, kWanted, fields)) return nullptr;
  return hub.app(fields[0].to_string());
}

void take_about_app(Hub& hub, Node& node, const Message& message) {
  AppState* const app = app_in(hub, message.body);
  if (app == nullptr) return;
  switch (message.kind) {
    case Kind::Facts:
      if (node.in_step) take_facts(hub, *app, node, message.body);
      return;
    case Kind::Cached: return take_cached(hub, *app, message.body);
    case Kind::Event: return take_event(hub, *app, message.body);
    case Kind::Whisper: return take_client_event(hub, *app, message.body);
    case Kind::Terminate: return take_termination(hub, *app, message.body);
    default: return;
  }
}

}  // namespace

void receive(Hub& hub, std::string_view text) {
  const auto message = read_message(text);
  if (!message || hub.options.cluster.node.empty() || hub.draining) return;
  if (message->from == hub.options.cluster.node) return;
  if (message->kind == Kind::Leave) return forget_node(hub, message->from, false);
  Node* const node = node_of(hub, message->from);
  if (node == nullptr) return;
  // A message is missing, or is not from this node: what is known stays until the node has told
  // everything again.
  if (message->number != node->number + 1) {
    node->in_step = false;
    node->arriving.reset();
  }
  node->number = message->number;
  node->heard_at = hub.now.at;
  returned(hub, message->from);
  switch (message->kind) {
    case Kind::Ask: asked(hub, message->from, message->body); break;
    case Kind::Begin:
    case Kind::End: take_step(hub, *node, message->kind); break;
    default: take_about_app(hub, *node, *message); break;
  }
  if (!node->in_step) ask(hub, message->from, *node);
}

void returned(Hub& hub, const std::string& id) {
  State& cluster = hub.cluster;
  cluster.returning.erase(id);
  if (!cluster.reachable || !cluster.returning.empty()) return;
  cluster.return_by = kNever;
  tell_held(hub);
}

void forget_node(Hub& hub, const std::string& id, bool is_lost) {
  auto& nodes = hub.cluster.nodes;
  const auto at = nodes.find(id);
  if (at == nodes.end()) return;
  const std::string first = first_but(hub, id);
  const bool tells_webhooks = is_lost && (first.empty() || hub.options.cluster.node < first);
  replace_all(hub, at->second, {}, tells_webhooks);
  nodes.erase(at);
  returned(hub, id);
  hub.notice({.kind = NoticeKind::NodeGone,
              .text = id + (is_lost ? ": it has been silent for too long" : ": it has ended")});
}

}  // namespace oread::broker::cluster
