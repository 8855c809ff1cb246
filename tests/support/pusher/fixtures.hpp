// Server messages of the Pusher protocol that many tests need.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace oread::test {

inline std::string frame(std::string_view event, const nlohmann::json& data,
                         std::string_view channel = {}) {
  nlohmann::ordered_json out = {{"event", event},
                                {"data", data.is_string() ? data.get<std::string>() : data.dump()}};
  if (!channel.empty()) out["channel"] = channel;
  return out.dump();
}

inline std::string welcome(std::string_view socket_id = "1.1", int activity_timeout = 30) {
  return frame("pusher:connection_established",
               {{"socket_id", socket_id}, {"activity_timeout", activity_timeout}});
}

inline std::string acked(std::string_view channel,
                         const nlohmann::json& data = nlohmann::json::object()) {
  return frame("pusher_internal:subscription_succeeded", data, channel);
}

inline nlohmann::json roster(const nlohmann::json& hash) {
  nlohmann::json ids = nlohmann::json::array();
  for (const auto& [id, info] : hash.items()) ids.push_back(id);
  return {{"presence", {{"ids", ids}, {"hash", hash}, {"count", hash.size()}}}};
}

inline std::string refused(int code, std::string_view message) {
  return frame("pusher:error", {{"code", code}, {"message", message}});
}

}  // namespace oread::test
