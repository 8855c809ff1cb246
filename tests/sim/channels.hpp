// The channels of every world: one of each kind that its clients' dialect has.
#pragma once

#include <string>
#include <vector>

#include "auth_desk.hpp"
#include "speech.hpp"

namespace oread::sim {

inline const std::vector<std::string>& channels_in(Language language) {
  // The toy dialect has no presence, encrypted or cache channels.
  static const std::vector<std::string> of_toy = {"news", "private-orders", "private-chat",
                                                  std::string(kDenied) + "-vault"};
  if (language == Language::Toy) return of_toy;
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
