// Departures that are not told yet: who comes back within the grace time has never been away.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "broker/deadline.hpp"
#include "oread/time.hpp"

namespace oread::broker {

struct AppState;

/// A channel that was vacated, or with `user` a member that was removed.
struct Departure {
  AppState* app = nullptr;
  std::string channel;
  std::string user;

  friend bool operator<(const Departure& a, const Departure& b) {
    if (a.app != b.app) return a.app < b.app;
    if (a.channel != b.channel) return a.channel < b.channel;
    return a.user < b.user;
  }
};

class Grace {
 public:
  /// Keeps `departure` back until `until`; times must not go backwards.
  void keep(const Departure& departure, Time until);

  /// Whether it was kept back; it is forgotten then.
  bool cancel(const Departure& departure);

  /// The next one, oldest first, whose time has come; with `all` regardless of time.
  std::optional<Departure> take(Time now, bool all);

  /// Of the oldest entry, which may have been cancelled meanwhile.
  [[nodiscard]] Deadline deadline() const;
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

  /// Entries in memory, cancelled ones included.
  [[nodiscard]] std::size_t footprint() const { return by_age_.size(); }

 private:
  std::map<Departure, Time> kept_;
  std::deque<std::pair<Time, Departure>> by_age_;
};

}  // namespace oread::broker
