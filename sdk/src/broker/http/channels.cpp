// GET channels, GET channels/{name} and GET channels/{name}/users.
#include "broker/cluster/elsewhere.hpp"
#include "broker/http/endpoints.hpp"
#include "broker/http/info.hpp"
#include "support/json_write.hpp"

namespace oread::broker::http {
namespace {

constexpr const char* kUnknownInfo = "info accepts user_count, subscription_count and cache";

}  // namespace

Response get_channels(Hub& hub, const Call& call) {
  const std::string_view prefix = value_of(call.query, "filter_by_prefix");
  const auto info = parse_info(value_of(call.query, "info"));
  if (!info || info->cache)
    return refusal(400, "info accepts only user_count and subscription_count here");
  if (info->user_count && !prefix.starts_with("presence-")) {
    return refusal(400, "user_count needs a filter_by_prefix that begins with presence-");
  }
  std::string out;
  json::Writer write(out);
  write.object().key("channels").object();
  for (const std::string& name : cluster::all_channels(hub, call.app, prefix)) {
    const ChannelClass kind = *classify(name, name.size());
    if (kind.access == Access::OwnUser) continue;
    std::string attributes;
    append_info(attributes, hub, call.app, name, kind, *info);
    write.key(name).raw("{" + (attributes.empty() ? attributes : attributes.substr(1)) + "}");
  }
  write.close_object().close_object();
  return ok(std::move(out));
}

Response get_connections(Hub& hub, const Call& call) {
  const std::size_t count = call.app.sockets.size() + cluster::connections_elsewhere(hub, call.app);
  return ok("{\"connections\":" + std::to_string(count) + "}");
}

Response get_channel(Hub& hub, const Call& call) {
  const auto kind = classify(call.argument, hub.options.limits.channel_name_bytes);
  if (!kind) return refusal(400, "The channel name is not valid");
  const auto info = parse_info(value_of(call.query, "info"));
  if (!info) return refusal(400, kUnknownInfo);
  if (!applies(*info, *kind)) {
    return refusal(400, "user_count is for presence channels only, cache for cache channels only");
  }
  const bool occupied = cluster::all_subscribers(hub, call.app, call.argument) != 0;
  std::string out = occupied ? "{\"occupied\":true" : "{\"occupied\":false";
  append_info(out, hub, call.app, call.argument, *kind, *info);
  return ok(out + "}");
}

Response get_channel_users(Hub& hub, const Call& call) {
  const auto kind = classify(call.argument, hub.options.limits.channel_name_bytes);
  if (!kind || !kind->presence) return refusal(400, "Only presence channels have users");
  return ok(cluster::everyone(hub, call.app, call.argument).users_json());
}

}  // namespace oread::broker::http
