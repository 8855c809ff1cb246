#include "broker/cluster/report.hpp"

#include <utility>

#include "broker/cluster/message.hpp"
#include "support/json_write.hpp"

namespace oread::broker::cluster {
namespace {

/// A longer list of facts is sent in parts, so that no message keeps the others waiting.
constexpr std::size_t kPartBytes = std::size_t{16} * 1024;

bool is_alone(const Hub& hub) {
  return hub.options.cluster.node.empty();
}

void tell(Hub& hub, Kind kind, std::string_view rest = {}) {
  hub.effects.push_back(
      effect::TellNodes{write_message(hub.options.cluster.node, ++hub.cluster.number, kind, rest)});
}

/// The members of an object that is written elsewhere: a comma before each.
std::string members(const std::string& object) {
  return "," + object.substr(1, object.size() - 2);
}

/// Sends now, or as soon as the others can be reached. `object` has the members of this kind.
void tell_or_hold(Hub& hub, Kind kind, const std::string& object) {
  State& cluster = hub.cluster;
  if (cluster.reachable && cluster.returning.empty()) return tell(hub, kind, members(object));
  cluster.held.push_back({kind, members(object)});
  cluster.held_bytes += cluster.held.back().rest.size();
  while (cluster.held_bytes > hub.options.limits.held_bytes) {
    cluster.held_bytes -= cluster.held.front().rest.size();
    hub.notice(
        {.kind = NoticeKind::NodesMissed, .text = std::string(name(cluster.held.front().kind))});
    cluster.held.pop_front();
  }
}

/// Collects facts about one app, and sends them in parts.
class FactList {
 public:
  FactList(Hub& hub, const AppState& app) : hub_(hub), app_(app) {}

  void connections() {
    write(add().object().key("connections"), app_.sockets.size()).close_object();
  }

  void subscribers(const std::string& channel) {
    const auto at = app_.channels.find(channel);
    const std::size_t count = at == app_.channels.end() ? 0 : at->second.subscribers.size();
    json::Writer fact = add();
    write(fact.object().member("channel", channel).key("subscribers"), count);
    if (count != 0 && at->second.miss_told) fact.key("miss_told").boolean(true);
    fact.close_object();
  }

  void member(const std::string& channel, const std::string& user) {
    const auto at = app_.channels.find(channel);
    json::Writer fact = add();
    fact.object().member("channel", channel);
    const std::optional<Member> member =
        at == app_.channels.end() ? std::nullopt : at->second.roster.find(user);
    if (member) {
      fact.key("user_id").raw(member->id_json).key("user_info").raw(member->info);
    } else {
      fact.member("left", user);
    }
    fact.close_object();
  }

  void user(const std::string& user) {
    const bool online = app_.users.count(user) != 0;
    add().object().member(online ? "online" : "offline", user).close_object();
  }

  void send() {
    if (list_.empty()) return;
    std::string object;
    json::Writer(object)
        .object()
        .member("app", app_.options->id)
        .key("facts")
        .raw("[" + list_ + "]")
        .close_object();
    tell(hub_, Kind::Facts, members(object));
    list_.clear();
  }

 private:
  json::Writer add() {
    if (list_.size() > kPartBytes) send();
    if (!list_.empty()) list_ += ',';
    return json::Writer(list_);
  }

  static json::Writer& write(json::Writer& fact, std::size_t count) {
    return fact.integer(static_cast<std::int64_t>(count));
  }

  Hub& hub_;
  const AppState& app_;
  std::string list_;
};

void tell_cached(Hub& hub, const AppState& app) {
  app.cache.each(hub.now.at, [&](const std::string& channel, const CachedEvent& cached) {
    std::string object;
    json::Writer(object)
        .object()
        .member("app", app.options->id)
        .member("channel", channel)
        .member("event", cached.event)
        .member("data", cached.data)
        .key("ttl")
        .integer((cached.until - hub.now.at).count())
        .close_object();
    tell(hub, Kind::Cached, members(object));
  });
}

AppChanges* changes(Hub& hub, const AppState& app) {
  return is_alone(hub) ? nullptr : &hub.cluster.changes[app.options->id];
}

}  // namespace

void connections_changed(Hub& hub, const AppState& app) {
  if (AppChanges* const changed = changes(hub, app)) changed->connections = true;
}

void channel_changed(Hub& hub, const AppState& app, const std::string& channel) {
  if (AppChanges* const changed = changes(hub, app)) changed->channels.insert(channel);
}

void member_changed(Hub& hub, const AppState& app, const std::string& channel,
                    const std::string& user) {
  if (AppChanges* const changed = changes(hub, app)) changed->members.emplace(channel, user);
}

void user_changed(Hub& hub, const AppState& app, const std::string& user) {
  if (AppChanges* const changed = changes(hub, app)) changed->users.insert(user);
}

void tell_changes(Hub& hub) {
  const auto changed = std::exchange(hub.cluster.changes, {});
  if (!hub.cluster.reachable || hub.draining) return;
  for (const auto& [id, changes] : changed) {
    FactList list(hub, *hub.app(id));
    if (changes.connections) list.connections();
    // Members first: a channel without subscribers is forgotten with its members.
    for (const auto& [channel, user] : changes.members) list.member(channel, user);
    for (const std::string& channel : changes.channels) list.subscribers(channel);
    for (const std::string& user : changes.users) list.user(user);
    list.send();
  }
}

void tell_everything(Hub& hub, bool with_cache) {
  tell(hub, Kind::Begin);
  for (const auto& [id, app] : hub.apps) {
    FactList list(hub, app);
    list.connections();
    for (const auto& [name, channel] : app.channels) {
      if (channel.kind.access == Access::OwnUser) continue;
      for (const std::string& user : channel.roster.ids()) list.member(name, user);
      list.subscribers(name);
    }
    for (const auto& [user, connections] : app.users) list.user(user);
    list.send();
    if (with_cache) tell_cached(hub, app);
  }
  tell(hub, Kind::End);
}

void tell_event(Hub& hub, const AppState& app, const Publication& publication) {
  if (is_alone(hub)) return;
  std::string object;
  json::Writer write(object);
  write.object().member("app", app.options->id).member("event", publication.event);
  write.member("data", publication.data).key("channels").array();
  for (const std::string& each : publication.channels) write.string(each);
  write.close_array();
  if (!publication.socket_id.empty()) write.member("socket_id", publication.socket_id);
  write.close_object();
  tell_or_hold(hub, Kind::Event, object);
}

void tell_client_event(Hub& hub, const AppState& app, const ClientEvent& event,
                       std::string_view user_id_json) {
  if (!hub.cluster.reachable) return;
  std::string object;
  json::Writer write(object);
  write.object().member("app", app.options->id).member("event", event.event);
  write.member("channel", event.channel);
  if (!event.data.empty()) write.key("data").raw(event.data);
  if (!user_id_json.empty()) write.key("user_id").raw(user_id_json);
  write.close_object();
  tell(hub, Kind::Whisper, members(object));
}

void tell_termination(Hub& hub, const AppState& app, const std::string& user) {
  if (is_alone(hub)) return;
  std::string object;
  json::Writer(object).object().member("app", app.options->id).member("user", user).close_object();
  tell_or_hold(hub, Kind::Terminate, object);
}

void tell_held(Hub& hub) {
  for (const Held& each : std::exchange(hub.cluster.held, {})) tell(hub, each.kind, each.rest);
  hub.cluster.held_bytes = 0;
}

void ask_for_everything(Hub& hub, std::string_view node, bool is_new) {
  std::string object;
  json::Writer write(object);
  write.object();
  if (!node.empty()) write.member("to", node);
  if (is_new) write.key("new").boolean(true);
  write.close_object();
  tell(hub, Kind::Ask, object == "{}" ? std::string() : members(object));
}

void tell_alive(Hub& hub) {
  tell(hub, Kind::Alive);
}

void tell_leaving(Hub& hub) {
  if (hub.cluster.reachable) tell(hub, Kind::Leave);
}

}  // namespace oread::broker::cluster
