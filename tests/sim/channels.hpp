// The channels of every world: one of each kind.
#pragma once

#include <string>
#include <vector>

#include "auth_desk.hpp"

namespace oread::sim {

inline const std::vector<std::string>& all_channels() {
  static const std::vector<std::string> names = {
      "news",          "cache-news",   "private-orders",         "presence-room",
      "presence-hall", "private-chat", "private-encrypted-safe", std::string(kDenied) + "-vault"};
  return names;
}

inline bool is_denied(const std::string& channel) {
  return channel.compare(0, std::string(kDenied).size(), kDenied) == 0;
}
inline bool is_presence(const std::string& channel) {
  return channel.compare(0, 9, "presence-") == 0;
}
inline bool is_encrypted(const std::string& channel) {
  return channel.compare(0, 18, "private-encrypted-") == 0;
}

}  // namespace oread::sim
