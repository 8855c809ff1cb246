// The demo's outage: a client that connects through a gate can have it shut for a while.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "oread/time.hpp"

namespace oread::server {

/// A path "/gate/NAME/app/KEY" leads to "/app/KEY" through the gate NAME. While a gate is shut, the
/// server drops every connection that came through it and closes new ones without a response, like
/// a broken network.
struct GatedPath {
  std::string gate;  ///< Empty if the path names no gate.
  std::string path;  ///< The rest of the path.
};

GatedPath split_gate(std::string_view path);

class DemoGates {
 public:
  /// Shuts `gate` until `until`. Returns false if `kGates` gates are already shut.
  bool shut(const std::string& gate, Time until, Time now);
  [[nodiscard]] bool is_shut(const std::string& gate, Time now) const;

 private:
  static constexpr std::size_t kGates = 1000;
  std::map<std::string, Time> shut_until_;
};

}  // namespace oread::server
