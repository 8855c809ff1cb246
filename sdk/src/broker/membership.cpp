#include "broker/membership.hpp"

#include <utility>

#include "broker/cluster/elsewhere.hpp"
#include "broker/cluster/report.hpp"
#include "broker/messages.hpp"
#include "broker/webhooks/desk.hpp"

namespace oread::broker {
namespace {

void send_count(Hub& hub, AppState& app, const std::string& name, Channel& channel) {
  channel.counted_at = hub.now.at;
  channel.count_due = false;
  hub.counts_due.erase({&app, name});
  const std::size_t count = cluster::all_subscribers(hub, app, name);
  hub.send_all(channel, messages::subscription_count(name, count));
  // The node where it changed reports it.
  if (std::exchange(channel.count_is_ours, false)) {
    webhooks::subscription_count(hub, app, name, count);
  }
}

/// The number of subscribers has changed. On crowded channels every change would be a message to
/// everyone, so it is delayed there.
void count_changed(Hub& hub, AppState& app, const std::string& name, Channel& channel) {
  if (!app.options->subscription_count || channel.kind.presence) return;
  if (channel.kind.access == Access::OwnUser) return;
  const bool crowded =
      cluster::all_subscribers(hub, app, name) > hub.options.subscription_count_slow_from;
  const Time next =
      channel.counted_at ? *channel.counted_at + hub.options.subscription_count_every : hub.now.at;
  if (!crowded || next <= hub.now.at) {
    send_count(hub, app, name, channel);
  } else if (!channel.count_due) {
    channel.count_due = true;
    hub.counts_due[{&app, name}] = next;
  }
}

void count_changed_here(Hub& hub, AppState& app, const std::string& name, Channel& channel) {
  channel.count_is_ours = true;
  count_changed(hub, app, name, channel);
}

/// The event that a new subscriber of a cache channel receives immediately.
void replay(Hub& hub, Connection& connection, const std::string& name, Channel& channel) {
  AppState& app = *connection.app;
  if (const CachedEvent* const cached = app.cache.get(name, hub.now.at)) {
    hub.send(connection.id, messages::event(cached->event, cached->data, name));
    return;
  }
  hub.send(connection.id, messages::cache_miss(name));
  if (channel.miss_told || cluster::is_miss_told_elsewhere(hub, app, name)) return;
  channel.miss_told = true;
  webhooks::cache_miss(hub, app, name);
}

}  // namespace

void join(Hub& hub, Connection& connection, const std::string& name, const ChannelClass& kind,
          const std::optional<Member>& member) {
  AppState& app = *connection.app;
  auto [at, fresh] = app.channels.try_emplace(name);
  Channel& channel = at->second;
  channel.kind = kind;
  channel.kind.user = {};  // A view of a name that does not live as long.
  channel.subscribers.insert(connection.id);
  connection.subscriptions[name] = member ? member->id : std::string();
  if (kind.access == Access::Signature) connection.authorize_by = kNever;
  if (kind.access != Access::OwnUser) {
    cluster::channel_changed(hub, app, name);
    if (fresh && !cluster::is_occupied_elsewhere(hub, app, name)) {
      webhooks::occupied(hub, app, name);
    }
  }

  bool new_member = false;
  if (member && channel.roster.join(*member)) {
    cluster::member_changed(hub, app, name, member->id);
    new_member = !cluster::is_member_elsewhere(hub, app, name, member->id);
  }
  hub.send(connection.id,
           messages::subscription_succeeded(
               name, kind.presence ? cluster::everyone(hub, app, name).json() : "{}"));
  if (new_member) {
    hub.send_all(channel, messages::member_added(name, *member), connection.id);
    webhooks::member_added(hub, app, name, member->id);
  }
  if (kind.cache) replay(hub, connection, name, channel);
  count_changed_here(hub, app, name, channel);
  hub.notice(NoticeKind::Subscribed, connection, name, member ? member->id : std::string());
}

void leave(Hub& hub, Connection& connection, const std::string& name) {
  AppState& app = *connection.app;
  const auto subscription = connection.subscriptions.find(name);
  const std::string member = std::move(subscription->second);
  connection.subscriptions.erase(subscription);
  Channel& channel = app.channels.find(name)->second;
  channel.subscribers.erase(connection.id);
  const std::string id_json = channel.roster.id_json(member);
  if (channel.kind.access != Access::OwnUser) cluster::channel_changed(hub, app, name);
  if (!member.empty() && channel.roster.leave(member)) {
    cluster::member_changed(hub, app, name, member);
    if (!cluster::is_member_elsewhere(hub, app, name, member)) {
      hub.send_all(channel, messages::member_removed(name, id_json));
      webhooks::member_removed(hub, app, name, member);
    }
  }
  count_changed_here(hub, app, name, channel);
  hub.notice(NoticeKind::Unsubscribed, connection, name, {});
  if (!channel.subscribers.empty()) return;
  if (channel.kind.access != Access::OwnUser && !cluster::is_occupied_elsewhere(hub, app, name)) {
    webhooks::vacated(hub, app, name);
  }
  hub.counts_due.erase({&app, name});
  app.channels.erase(name);
}

void subscribers_changed_elsewhere(Hub& hub, AppState& app, const std::string& name,
                                   Channel& channel) {
  count_changed(hub, app, name, channel);
}

void run_counts(Hub& hub) {
  for (auto at = hub.counts_due.begin(); at != hub.counts_due.end();) {
    const auto due = at++;
    if (due->second > hub.now.at) continue;
    AppState& app = *due->first.first;
    const std::string name = due->first.second;
    send_count(hub, app, name, app.channels.find(name)->second);
  }
}

}  // namespace oread::broker
