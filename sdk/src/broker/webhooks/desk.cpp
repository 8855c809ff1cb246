#include "broker/webhooks/desk.hpp"

#include "broker/webhooks/delivery.hpp"
#include "support/json_write.hpp"

namespace oread::broker::webhooks {
namespace {

/// {"name":…,"channel":… without the closing brace, for more members.
std::string begin(WebhookEvent event, std::string_view channel) {
  std::string out;
  json::Writer(out).object().member("name", name(event)).member("channel", channel);
  return out;
}

void tell(Hub& hub, AppState& app, WebhookEvent event, std::string_view channel,
          const std::string& json) {
  for (Receiver& receiver : app.receivers) {
    if (receiver.wants(event, channel)) enqueue(hub, receiver, json);
  }
}

void tell_member(Hub& hub, AppState& app, WebhookEvent event, std::string_view channel,
                 std::string_view user) {
  std::string json = begin(event, channel);
  json += ",\"user_id\":";
  json::append_string(json, user);
  tell(hub, app, event, channel, json + "}");
}

void tell_departure(Hub& hub, const Departure& gone) {
  if (gone.user.empty()) {
    tell(hub, *gone.app, WebhookEvent::ChannelVacated, gone.channel,
         begin(WebhookEvent::ChannelVacated, gone.channel) + "}");
  } else {
    tell_member(hub, *gone.app, WebhookEvent::MemberRemoved, gone.channel, gone.user);
  }
}

void depart(Hub& hub, const Departure& gone) {
  if (gone.app->receivers.empty()) return;
  if (!gone.is_ours && hub.draining) return;
  // A flood of departures must not fill the memory: beyond the limit they are reported immediately.
  if (hub.draining || hub.grace.footprint() >= hub.options.limits.channels) {
    if (gone.is_ours) tell_departure(hub, gone);
  } else {
    hub.grace.keep(gone, hub.now.at + hub.options.webhooks.grace);
  }
}

}  // namespace

void occupied(Hub& hub, AppState& app, const std::string& channel) {
  if (app.receivers.empty() || hub.grace.cancel({&app, channel, {}})) return;
  tell(hub, app, WebhookEvent::ChannelOccupied, channel,
       begin(WebhookEvent::ChannelOccupied, channel) + "}");
}

void vacated(Hub& hub, AppState& app, const std::string& channel) {
  depart(hub, {&app, channel, {}});
}

void member_added(Hub& hub, AppState& app, const std::string& channel, const std::string& user) {
  if (app.receivers.empty() || hub.grace.cancel({&app, channel, user})) return;
  tell_member(hub, app, WebhookEvent::MemberAdded, channel, user);
}

void member_removed(Hub& hub, AppState& app, const std::string& channel, const std::string& user) {
  depart(hub, {&app, channel, user});
}

void occupied_elsewhere(Hub& hub, AppState& app, const std::string& channel) {
  hub.grace.cancel({&app, channel, {}});
}

void vacated_elsewhere(Hub& hub, AppState& app, const std::string& channel, bool is_lost) {
  depart(hub, {&app, channel, {}, is_lost});
}

void member_added_elsewhere(Hub& hub, AppState& app, const std::string& channel,
                            const std::string& user) {
  hub.grace.cancel({&app, channel, user});
}

void member_removed_elsewhere(Hub& hub, AppState& app, const std::string& channel,
                              const std::string& user, bool is_lost) {
  depart(hub, {&app, channel, user, is_lost});
}

void cache_miss(Hub& hub, AppState& app, const std::string& channel) {
  tell(hub, app, WebhookEvent::CacheMiss, channel, begin(WebhookEvent::CacheMiss, channel) + "}");
}

void subscription_count(Hub& hub, AppState& app, const std::string& channel, std::size_t count) {
  tell(hub, app, WebhookEvent::SubscriptionCount, channel,
       begin(WebhookEvent::SubscriptionCount, channel) +
           ",\"subscription_count\":" + std::to_string(count) + "}");
}

void client_event(Hub& hub, AppState& app, const ClientEvent& event) {
  if (app.receivers.empty()) return;
  std::string json = begin(WebhookEvent::ClientEvent, event.channel);
  const auto member = [&json](std::string_view key, std::string_view value) {
    json.append(",\"").append(key).append("\":");
    json::append_string(json, value);
  };
  member("event", event.event);
  if (!event.data.empty()) json.append(",\"data\":").append(event.data);
  member("socket_id", event.socket_id);
  if (!event.user_id.empty()) member("user_id", event.user_id);
  tell(hub, app, WebhookEvent::ClientEvent, event.channel, json + "}");
}

void run(Hub& hub) {
  while (const auto gone = hub.grace.take(hub.now.at, hub.draining)) {
    if (gone->is_ours) tell_departure(hub, *gone);
  }
  for (auto& [id, app] : hub.apps) {
    for (Receiver& receiver : app.receivers) run(hub, receiver);
  }
}

Time deadline(const Hub& hub) {
  Time next = hub.grace.deadline();
  for (const auto& [id, app] : hub.apps) {
    for (const Receiver& receiver : app.receivers) next = earlier(next, receiver.deadline());
  }
  return next;
}

bool idle(const Hub& hub) {
  return waiting(hub) == 0;
}

std::size_t waiting(const Hub& hub) {
  std::size_t count = hub.grace.size();
  for (const auto& [id, app] : hub.apps) {
    for (const Receiver& receiver : app.receivers) {
      count += receiver.queue.size() + (receiver.delivery ? receiver.delivery->events : 0);
    }
  }
  return count;
}

}  // namespace oread::broker::webhooks
