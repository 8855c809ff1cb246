#include "broker/client_message.hpp"

#include "broker/client_event.hpp"
#include "broker/departure.hpp"
#include "broker/liveness.hpp"
#include "broker/messages.hpp"
#include "broker/subscribe.hpp"
#include "broker/users.hpp"
#include "support/json_scan.hpp"
#include "support/utf8.hpp"

namespace oread::broker {
namespace {

void refuse_message(Hub& hub, Connection& connection, std::string_view why) {
  hub.send_error(connection.id, why, std::nullopt);
  hub.notice(NoticeKind::MessageRefused, connection, {}, why);
}

void dispatch(Hub& hub, Connection& connection, std::string_view event, const json::Value& channel,
              std::string_view data) {
  // Events not listed here have no effect, in particular those that only a server may send.
  if (event == "pusher:ping") {
    hub.send(connection.id, messages::pong());
  } else if (event == "pusher:pong") {
    return;
  } else if (event == "pusher:subscribe") {
    subscribe(hub, connection, data);
  } else if (event == "pusher:unsubscribe") {
    unsubscribe(hub, connection, data);
  } else if (event == "pusher:signin") {
    sign_in(hub, connection, data);
  } else if (event.starts_with("client-")) {
    relay_client_event(hub, connection,
                       {std::string(event), channel.to_string(), std::string(data)});
  } else {
    refuse_message(hub, connection, "Clients may not send this event");
  }
}

}  // namespace

void receive(Hub& hub, Connection& connection, const std::string& text) {
  const Limits& limits = hub.options.limits;
  if (text.size() > limits.message_bytes) {
    return close(hub, connection, 1009, "The message is too large");
  }
  heard(hub, connection);
  if (!connection.messages.take(limits.messages_per_second, hub.now.at)) {
    return close(hub, connection, 4100, "Too many messages");
  }
  static constexpr auto kWanted = names("event", "channel", "data");
  json::Value fields[3];
  if (!json::read_fields(text, kWanted, fields, limits.message_depth)) {
    if (!utf8::is_valid(text)) return close(hub, connection, 1007, "The message is not UTF-8");
    return refuse_message(hub, connection,
                          "The message is not a JSON object, or is nested too deeply");
  }
  const auto& [event, channel, data] = fields;
  if (!event.is(json::Kind::String)) {
    return refuse_message(hub, connection, "The message has no event");
  }
  dispatch(hub, connection, event.to_string(), channel, data.text());
}

}  // namespace oread::broker
