// Departures that are not reported yet: a user who returns within the grace time is not reported at
// all.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "oread/time.hpp"

namespace oread::broker {

struct AppState;

/// A channel that was vacated or, if `user` is set, a member that was removed.
struct Departure {
  AppState* app = nullptr;
  std::string channel;
  std::string user;
  bool is_ours = true;  ///< This node of the cluster reports it.

  friend bool operator<(const Departure& a, const Departure& b) {
    if (a.app != b.app) return a.app < b.app;
    if (a.channel != b.channel) return a.channel < b.channel;
    return a.user < b.user;
  }
};

class Grace {
 public:
  /// Delays `departure` until `until`; times must not go backwards.
  void keep(const Departure& departure, Time until);

  /// Cancels a delayed departure; returns whether there was one.
  bool cancel(const Departure& departure);

  /// The oldest entry that is due, or with `all` the oldest entry.
  std::optional<Departure> take(Time now, bool all);

  /// The deadline of the oldest entry, which may already be cancelled; `kNever` without entries.
  [[nodiscard]] Time deadline() const;
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

  /// Number of entries in memory, including cancelled ones.
  [[nodiscard]] std::size_t footprint() const { return by_age_.size(); }

 private:
  std::map<Departure, Time> kept_;
  std::deque<std::pair<Time, Departure>> by_age_;
};

}  // namespace oread::broker
