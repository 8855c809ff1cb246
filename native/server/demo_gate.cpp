#include "server/demo_gate.hpp"

namespace oread::server {

GatedPath split_gate(std::string_view path) {
  constexpr std::string_view kPrefix = "/gate/";
  const std::size_t end = path.find('/', kPrefix.size());
  if (!path.starts_with(kPrefix) || end == std::string_view::npos) {
    return {{}, std::string(path)};
  }
  return {std::string(path.substr(kPrefix.size(), end - kPrefix.size())),
          std::string(path.substr(end))};
}

bool DemoGates::shut(const std::string& gate, Time until, Time now) {
  for (auto it = shut_until_.begin(); it != shut_until_.end();) {
    it = it->second <= now ? shut_until_.erase(it) : std::next(it);
  }
  if (shut_until_.size() >= kGates && shut_until_.count(gate) == 0) return false;
  shut_until_[gate] = until;
  return true;
}

bool DemoGates::is_shut(const std::string& gate, Time now) const {
  const auto found = shut_until_.find(gate);
  return found != shut_until_.end() && now < found->second;
}

}  // namespace oread::server
