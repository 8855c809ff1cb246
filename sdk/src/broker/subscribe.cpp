#include "broker/subscribe.hpp"

#include "broker/access.hpp"
#include "broker/entry.hpp"
#include "broker/membership.hpp"
#include "broker/verify.hpp"
#include "support/json_scan.hpp"

namespace oread::broker {
namespace {

struct Request {
  std::string channel;
  std::string auth;
  std::string channel_data;
};

/// An error without a channel, or about the connection's own state.
void complain(Hub& hub, Connection& connection, std::string_view channel, std::string_view why) {
  hub.send_error(connection.id, why, std::nullopt, channel);
  hub.notice(NoticeKind::SubscribeRefused, connection, channel, why);
}

/// Nothing if `data` is not an object with a string `channel`.
std::optional<Request> read(std::string_view data) {
  static constexpr auto kWanted = names("channel", "auth", "channel_data");
  json::Value fields[3];
  if (!json::read_fields(data, kWanted, fields)) return std::nullopt;
  const auto& [channel, auth, channel_data] = fields;
  if (!channel.is(json::Kind::String)) return std::nullopt;
  return Request{channel.to_string(), auth.to_string(), channel_data.to_string()};
}

std::optional<SubscribeRefusal> refusal_of_access(const Hub& hub, const Connection& connection,
                                                  const ChannelClass& kind,
                                                  const Request& request) {
  switch (kind.access) {
    case Access::Open: return std::nullopt;
    case Access::OwnUser:
      if (connection.user_id == kind.user) return std::nullopt;
      return SubscribeRefusal{"AuthError", "Only the signed-in user may join this channel", 401};
    case Access::Signature:
      if (request.auth.empty()) {
        return SubscribeRefusal{"AuthError", "This channel needs an auth signature", 401};
      }
      if (auth_holds(hub.digests, connection.app->credentials,
                     channel_text(connection.socket_id, request.channel, request.channel_data),
                     request.auth)) {
        return std::nullopt;
      }
      return SubscribeRefusal{"AuthError",
                              "The auth signature is invalid: check the key and secret", 401};
  }
  return std::nullopt;
}

}  // namespace

void subscribe(Hub& hub, Connection& connection, std::string_view data) {
  const auto request = read(data);
  if (!request) {
    return complain(hub, connection, {}, "pusher:subscribe needs a data object with a channel");
  }
  const std::string& channel = request->channel;
  const std::size_t most = hub.options.limits.channel_name_bytes;
  if (channel.empty() || channel.size() > most) {
    return complain(hub, connection, {}, "The channel name is empty or too long");
  }
  if (connection.subscriptions.count(channel) != 0 || connection.asking.count(channel) != 0) {
    return complain(hub, connection, channel, "Existing subscription to this channel");
  }
  const auto kind = classify(channel, most);
  std::optional<SubscribeRefusal> refusal;
  if (!kind) {
    refusal = {"NameError", "A channel name may contain only letters, digits and -_=@,.;", 400};
  }
  if (!refusal) refusal = refusal_of_limits(hub, connection, channel);
  if (!refusal && access::is_asked(*connection.app, *kind, request->auth)) {
    refusal = access::ask(hub, connection, channel, request->auth);
    if (!refusal) return;
  }
  if (!refusal) refusal = refusal_of_access(hub, connection, *kind, *request);
  if (refusal) return refuse(hub, connection, channel, *refusal);
  join_or_refuse(hub, connection, channel, *kind, request->channel_data);
}

void unsubscribe(Hub& hub, Connection& connection, std::string_view data) {
  const auto request = read(data);
  if (!request) {
    return complain(hub, connection, {}, "pusher:unsubscribe needs a data object with a channel");
  }
  if (connection.subscriptions.count(request->channel) != 0) {
    return leave(hub, connection, request->channel);
  }
  if (access::withdraw(hub, connection, request->channel)) return;
  const bool nameable = request->channel.size() <= hub.options.limits.channel_name_bytes;
  complain(hub, connection, nameable ? std::string_view(request->channel) : std::string_view(),
           "No current subscription to this channel");
}

}  // namespace oread::broker
