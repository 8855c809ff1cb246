#include "broker/http/info.hpp"

#include <algorithm>

#include "broker/cluster/elsewhere.hpp"
#include "support/json_write.hpp"

namespace oread::broker::http {
namespace {

void append_cache(std::string& out, const Hub& hub, const AppState& app,
                  const std::string& channel) {
  out += ",\"cache\":";
  const CachedEvent* const cached = app.cache.get(channel, hub.now.at);
  if (cached == nullptr) {
    out += "null";
    return;
  }
  json::Writer write(out);
  write.object().member("data", cached->data).key("ttl");
  write.integer((cached->until - hub.now.at) / std::chrono::seconds(1)).close_object();
}

}  // namespace

std::optional<Info> parse_info(std::string_view text) {
  Info info;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (word == "user_count") {
      info.user_count = true;
    } else if (word == "subscription_count") {
      info.subscription_count = true;
    } else if (word == "cache") {
      info.cache = true;
    } else if (!word.empty()) {
      return std::nullopt;
    }
  }
  return info;
}

bool applies(const Info& info, const ChannelClass& kind) {
  return (!info.user_count || kind.presence) && (!info.cache || kind.cache);
}

void append_info(std::string& out, const Hub& hub, const AppState& app, const std::string& channel,
                 const ChannelClass& kind, const Info& info) {
  if (info.user_count && kind.presence) {
    out += ",\"user_count\":" + std::to_string(cluster::all_members(hub, app, channel));
  }
  if (info.subscription_count) {
    out += ",\"subscription_count\":" + std::to_string(cluster::all_subscribers(hub, app, channel));
  }
  if (info.cache && kind.cache) append_cache(out, hub, app, channel);
}

}  // namespace oread::broker::http
