#include "broker/users.hpp"

#include <algorithm>

#include "broker/cluster/elsewhere.hpp"
#include "broker/cluster/report.hpp"
#include "broker/departure.hpp"
#include "broker/messages.hpp"
#include "broker/verify.hpp"
#include "support/json_scan.hpp"

namespace oread::broker {
namespace {

struct UserData {
  std::string id;
  std::string info;
  std::vector<std::string> watchlist;
  bool watchlist_cut = false;
};

/// Parses verified `user_data`; nothing if it has no id. The id must be a string, as pusher-js also
/// requires.
std::optional<UserData> read_user(std::string_view text, const Limits& limits) {
  static constexpr auto kWanted = names("id", "user_info", "watchlist");
  json::Value fields[3];
  if (!json::read_fields(text, kWanted, fields)) return std::nullopt;
  const auto& [id, info, watchlist] = fields;
  UserData user;
  user.id = id.to_string();
  if (!is_plain_name(user.id) || user.id.size() > limits.user_id_bytes) return std::nullopt;
  user.info = info ? std::string(info.text()) : "{}";
  if (user.info.size() > limits.user_info_bytes) return std::nullopt;
  if (!watchlist.is(json::Kind::Array)) return user;
  json::Array ids(watchlist.text());
  for (json::Value each; ids.next(each);) {
    std::string watched = each.to_string();
    if (!is_plain_name(watched) || watched.size() > limits.user_id_bytes) continue;
    if (user.watchlist.size() == limits.watchlist) {
      user.watchlist_cut = true;
      break;
    }
    user.watchlist.push_back(std::move(watched));
  }
  std::sort(user.watchlist.begin(), user.watchlist.end());
  user.watchlist.erase(std::unique(user.watchlist.begin(), user.watchlist.end()),
                       user.watchlist.end());
  return user;
}

void refuse_sign_in(Hub& hub, Connection& connection, std::string_view why) {
  hub.send_error(connection.id, why, 4009);
  hub.notice(NoticeKind::SignInRefused, connection, {}, why);
}

void start_watching(Hub& hub, Connection& connection) {
  AppState& app = *connection.app;
  std::vector<std::string> online;
  std::vector<std::string> offline;
  for (const std::string& each : connection.watchlist) {
    app.watchers[each].insert(connection.id);
    const bool is_online =
        app.users.count(each) != 0 || cluster::is_online_elsewhere(hub, app, each);
    (is_online ? online : offline).push_back(each);
  }
  if (!connection.watchlist.empty()) {
    hub.send(connection.id, messages::watchlist_events(online, offline));
  }
}

void enter(Hub& hub, Connection& connection, UserData user) {
  AppState& app = *connection.app;
  connection.user_id = user.id;
  connection.user_info = std::move(user.info);
  connection.authorize_by = kNever;
  auto& connections = app.users[user.id];
  const bool came_online = connections.empty() && !cluster::is_online_elsewhere(hub, app, user.id);
  connections.insert(connection.id);
  cluster::user_changed(hub, app, user.id);
  if (came_online) tell_watchers(hub, app, user.id, true);
  if (!app.options->watchlists) return;
  connection.watchlist = std::move(user.watchlist);
  start_watching(hub, connection);
  if (user.watchlist_cut) {
    hub.send_error(connection.id, "The watchlist is too long and was truncated", 4302);
  }
}

}  // namespace

void tell_watchers(Hub& hub, AppState& app, const std::string& user, bool online) {
  const auto watchers = app.watchers.find(user);
  if (watchers == app.watchers.end()) return;
  const std::vector<std::string> who{user};
  const std::vector<std::string> nobody;
  const SharedText text = messages::watchlist_events(online ? who : nobody, online ? nobody : who);
  for (const ConnectionId each : watchers->second) hub.send(each, text);
}

void sign_in(Hub& hub, Connection& connection, std::string_view data) {
  AppState& app = *connection.app;
  static constexpr auto kWanted = names("auth", "user_data");
  json::Value fields[2];
  if (!app.options->sign_in) {
    hub.send_error(connection.id, "Signing in is not enabled for this app", std::nullopt);
    hub.notice(NoticeKind::SignInRefused, connection, {}, "not enabled");
    return;
  }
  if (!json::read_fields(data, kWanted, fields) || !fields[0].is(json::Kind::String) ||
      !fields[1].is(json::Kind::String)) {
    return refuse_sign_in(hub, connection, "pusher:signin needs the strings auth and user_data");
  }
  const std::string user_data = fields[1].to_string();
  if (!auth_holds(hub.digests, app.credentials, user_text(connection.socket_id, user_data),
                  fields[0].to_string())) {
    return refuse_sign_in(hub, connection, "The signature of pusher:signin is invalid");
  }
  auto user = read_user(user_data, hub.options.limits);
  if (!user)
    return refuse_sign_in(
        hub, connection,
        "user_data needs an id: letters, digits and _-=@,.; within the maximum length");
  if (!connection.user_id.empty() && connection.user_id != user->id) {
    return refuse_sign_in(hub, connection, "Already signed in as another user");
  }
  hub.send(connection.id, messages::signin_success(user_data));
  hub.notice(NoticeKind::SignedIn, connection, {}, user->id);
  if (connection.user_id.empty()) enter(hub, connection, *std::move(user));
}

void sign_out(Hub& hub, Connection& connection) {
  if (connection.user_id.empty()) return;
  AppState& app = *connection.app;
  for (const std::string& each : connection.watchlist) {
    const auto watchers = app.watchers.find(each);
    watchers->second.erase(connection.id);
    if (watchers->second.empty()) app.watchers.erase(watchers);
  }
  const auto user = app.users.find(connection.user_id);
  user->second.erase(connection.id);
  if (!user->second.empty()) return;
  app.users.erase(user);
  cluster::user_changed(hub, app, connection.user_id);
  if (!cluster::is_online_elsewhere(hub, app, connection.user_id)) {
    tell_watchers(hub, app, connection.user_id, false);
  }
}

void terminate(Hub& hub, AppState& app, const std::string& user) {
  cluster::tell_termination(hub, app, user);
  terminate_here(hub, app, user);
}

void terminate_here(Hub& hub, AppState& app, const std::string& user) {
  std::set<ConnectionId> connections;
  const auto found = app.users.find(user);
  if (found != app.users.end()) connections = found->second;
  if (hub.is_like_reverb()) {
    for (const auto& [name, channel] : app.channels) {
      if (!channel.roster.has(user)) continue;
      for (const ConnectionId each : channel.subscribers) {
        if (hub.find(each)->subscriptions.at(name) == user) connections.insert(each);
      }
    }
  }
  for (const ConnectionId each : connections) {
    close(hub, *hub.find(each), 4009, "The app has ended this user's connections");
  }
}

}  // namespace oread::broker
