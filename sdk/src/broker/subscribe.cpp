#include "broker/subscribe.hpp"

#include "broker/cluster/elsewhere.hpp"
#include "broker/membership.hpp"
#include "broker/messages.hpp"
#include "broker/verify.hpp"
#include "support/json_scan.hpp"

namespace oread::broker {
namespace {

struct Request {
  std::string channel;
  std::string auth;
  std::string channel_data;
};

struct SubscribeRefusal {
  const char* type;
  const char* text;
  std::uint16_t status;
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

std::optional<SubscribeRefusal> refusal_of_limits(const Hub& hub, const Connection& connection,
                                                  const std::string& channel) {
  if (connection.subscriptions.size() >= hub.options.limits.channels_per_connection) {
    return SubscribeRefusal{"LimitReached", "This connection has too many subscriptions", 429};
  }
  const auto& channels = connection.app->channels;
  if (channels.size() >= hub.options.limits.channels && channels.count(channel) == 0) {
    return SubscribeRefusal{"LimitReached", "The app has too many channels", 429};
  }
  return std::nullopt;
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

/// The member that joins a presence channel: the user in the signed `channel_data`, otherwise the
/// signed-in user.
std::optional<Member> member_of(const Hub& hub, const Connection& connection,
                                const Request& request) {
  const Limits& limits = hub.options.limits;
  if (!request.channel_data.empty()) {
    return read_member(request.channel_data,
                       {limits.user_id_bytes, limits.user_info_bytes, hub.is_like_reverb()});
  }
  if (connection.user_id.empty()) return std::nullopt;
  return named_member(connection.user_id, connection.user_info);
}

std::optional<SubscribeRefusal> refusal_of_member(const Hub& hub, const Connection& connection,
                                                  const std::string& channel,
                                                  const std::optional<Member>& member) {
  if (!member) {
    return SubscribeRefusal{"PresenceError",
                            "channel_data must contain a user_id within the limits", 400};
  }
  const AppState& app = *connection.app;
  if (cluster::all_members(hub, app, channel) < hub.options.limits.presence_members) {
    return std::nullopt;
  }
  // Another connection of a present user does not count against the limit.
  const auto at = app.channels.find(channel);
  if (at != app.channels.end() && at->second.roster.has(member->id)) return std::nullopt;
  if (cluster::is_member_elsewhere(hub, app, channel, member->id)) return std::nullopt;
  return SubscribeRefusal{"LimitReached", "This presence channel is full", 429};
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
  if (connection.subscriptions.count(channel) != 0) {
    return complain(hub, connection, channel, "Existing subscription to this channel");
  }
  std::optional<Member> member;
  const auto kind = classify(channel, most);
  std::optional<SubscribeRefusal> refusal;
  if (!kind) {
    refusal = {"NameError", "A channel name may contain only letters, digits and -_=@,.;", 400};
  }
  if (!refusal) refusal = refusal_of_limits(hub, connection, channel);
  if (!refusal) refusal = refusal_of_access(hub, connection, *kind, *request);
  if (!refusal && kind->presence) {
    member = member_of(hub, connection, *request);
    refusal = refusal_of_member(hub, connection, channel, member);
  }
  if (!refusal) return join(hub, connection, channel, *kind, member);
  if (hub.is_like_reverb()) {
    const bool unauthorized = refusal->status == 401;
    hub.send_error(connection.id,
                   unauthorized ? "Connection is unauthorized" : "Invalid message format",
                   unauthorized ? 4009 : 4200);
  } else {
    hub.send(connection.id,
             messages::subscription_error(channel, refusal->type, refusal->text, refusal->status));
  }
  hub.notice(NoticeKind::SubscribeRefused, connection, channel, refusal->text, refusal->status);
}

void unsubscribe(Hub& hub, Connection& connection, std::string_view data) {
  const auto request = read(data);
  if (!request) {
    return complain(hub, connection, {}, "pusher:unsubscribe needs a data object with a channel");
  }
  if (connection.subscriptions.count(request->channel) != 0) {
    return leave(hub, connection, request->channel);
  }
  const bool nameable = request->channel.size() <= hub.options.limits.channel_name_bytes;
  complain(hub, connection, nameable ? std::string_view(request->channel) : std::string_view(),
           "No current subscription to this channel");
}

}  // namespace oread::broker
