#include "broker/entry.hpp"

#include "broker/cluster/elsewhere.hpp"
#include "broker/membership.hpp"
#include "broker/messages.hpp"

namespace oread::broker {
namespace {

/// The member that joins a presence channel: the user in the verified `channel_data`, otherwise the
/// signed-in user.
std::optional<Member> member_of(const Hub& hub, const Connection& connection,
                                const std::string& channel_data) {
  const Limits& limits = hub.options.limits;
  if (!channel_data.empty()) {
    return read_member(channel_data,
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
                            "channel_data must contain a user_id of at most " +
                                std::to_string(hub.options.limits.user_id_bytes) +
                                " bytes, and a user_info of at most " +
                                std::to_string(hub.options.limits.user_info_bytes),
                            400};
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

std::optional<SubscribeRefusal> refusal_of_limits(const Hub& hub, const Connection& connection,
                                                  const std::string& channel) {
  const std::size_t channels_of_connection =
      connection.subscriptions.size() + connection.asking.size() - connection.asking.count(channel);
  if (channels_of_connection >= hub.options.limits.channels_per_connection) {
    return SubscribeRefusal{"LimitReached", "This connection has too many subscriptions", 429};
  }
  const auto& channels = connection.app->channels;
  if (channels.size() >= hub.options.limits.channels && channels.count(channel) == 0) {
    return SubscribeRefusal{"LimitReached", "The app has too many channels", 429};
  }
  return std::nullopt;
}

void refuse(Hub& hub, const Connection& connection, const std::string& channel,
            const SubscribeRefusal& refusal) {
  // Reverb has no endpoint that the server asks. Its error names no channel, so clients take it for
  // an answer to the oldest request; answers of an endpoint come in any order.
  if (hub.is_like_reverb() && connection.app->options->auth_endpoint.empty()) {
    const bool unauthorized = refusal.status == 401 || refusal.status == 403;
    hub.send_error(connection.id,
                   unauthorized ? "Connection is unauthorized" : "Invalid message format",
                   unauthorized ? 4009 : 4200);
  } else {
    hub.send(connection.id,
             messages::subscription_error(channel, refusal.type, refusal.text, refusal.status));
  }
  hub.notice(NoticeKind::SubscribeRefused, connection, channel, refusal.text, refusal.status);
}

void join_or_refuse(Hub& hub, Connection& connection, const std::string& channel,
                    const ChannelClass& kind, const std::string& channel_data) {
  std::optional<Member> member;
  if (kind.presence) {
    member = member_of(hub, connection, channel_data);
    if (const auto refusal = refusal_of_member(hub, connection, channel, member)) {
      return refuse(hub, connection, channel, *refusal);
    }
  }
  join(hub, connection, channel, kind, member);
}

}  // namespace oread::broker
