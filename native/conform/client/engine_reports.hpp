// The engine's events as a driver reports them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "conform/expand.hpp"
#include "oread/event.hpp"

namespace oread::conform {

/// The words of the driver protocol: connecting, connected, unavailable, disconnected, initialized.
std::string state_name(ConnectionStatus status);

/// What an app sees of the engine. The engine announces the events of all channels; an app listens
/// to those that it holds, and to those of its user. Others become "stray_event".
class AppView {
 public:
  void subscribe(const std::string& channel) { held_.insert(channel); }
  void unsubscribe(const std::string& channel);

  /// The report of an event; nothing if drivers report nothing of the kind.
  std::optional<Json> see(const Event& event);
  /// The members of a presence channel by their ids.
  [[nodiscard]] Json members(const std::string& channel) const;

 private:
  void keep_rosters(const Event& event, const Json& report);

  std::set<std::string> held_;
  std::map<std::string, Json> rosters_;
  std::string user_;
};

}  // namespace oread::conform
