#include "broker/client_event.hpp"

#include "broker/cluster/report.hpp"
#include "broker/messages.hpp"
#include "broker/webhooks/desk.hpp"

namespace oread::broker {
namespace {

struct EventRefusal {
  const char* text;
  std::optional<std::uint16_t> code;
};

std::optional<EventRefusal> refusal_of_event(const Hub& hub, Connection& connection,
                                             const ClientEvent& event) {
  const App& app = *connection.app->options;
  const Limits& limits = hub.options.limits;
  if (!app.client_events) return EventRefusal{"Client events are not enabled for this app", {}};
  if (event.event.size() == std::string_view("client-").size() ||
      event.event.size() > limits.event_name_bytes) {
    return EventRefusal{"A client event needs a name that begins with client-", {}};
  }
  if (connection.subscriptions.count(event.channel) == 0) {
    return EventRefusal{"Client events need a subscription to the channel", {}};
  }
  const ChannelClass& kind = connection.app->channels.find(event.channel)->second.kind;
  if (kind.access != Access::Signature) {
    return EventRefusal{"Client events are only allowed on private and presence channels", {}};
  }
  if (event.data.size() > limits.event_data_bytes) {
    return EventRefusal{"The data of the client event is too large", {}};
  }
  if (!connection.client_events.take(app.client_events_per_second, hub.now.at)) {
    return EventRefusal{"Too many client events", 4301};
  }
  return std::nullopt;
}

}  // namespace

void relay_client_event(Hub& hub, Connection& connection, const ClientEvent& event) {
  if (const auto refusal = refusal_of_event(hub, connection, event)) {
    const bool known = connection.subscriptions.count(event.channel) != 0;
    hub.send_error(connection.id, refusal->text, refusal->code,
                   known ? event.channel : std::string());
    hub.notice(NoticeKind::ClientEventRefused, connection, event.channel, refusal->text,
               refusal->code.value_or(0));
    return;
  }
  AppState& app = *connection.app;
  const std::string& user = connection.subscriptions.find(event.channel)->second;
  const Channel& channel = app.channels.find(event.channel)->second;
  const std::string user_id_json = channel.roster.id_json(user);
  hub.send_all(channel,
               messages::client_event(event.event, event.data, event.channel, user_id_json),
               connection.id);
  cluster::tell_client_event(hub, app, event, user_id_json);
  webhooks::client_event(hub, app,
                         {event.channel, event.event, event.data, connection.socket_id, user});
  hub.notice(NoticeKind::ClientEventRelayed, connection, event.channel, event.event);
}

}  // namespace oread::broker
