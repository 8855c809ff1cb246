// What the board shows, and how the events of a status page change it. An event is data of a
// stranger: each value is checked, made harmless and bounded before it is kept.
#pragma once

#include <cstddef>
#include <ctime>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Service {
  std::string id;
  std::string name;
  std::string status;  ///< "up", "degraded", "down", or a word that this board does not know.
  std::string message;
};

struct Incident {
  std::string id;
  std::string title;
  std::string status;  ///< "open", "watching", "resolved".
  std::string message;
  std::time_t since = 0;
};

struct Maintenance {
  std::string id;
  std::string title;
  std::string status;  ///< "scheduled", "started", "completed".
  std::time_t starts_at = 0;
};

/// Limits of what is kept; a server that sends more is cut, not refused.
inline constexpr std::size_t kMostServices = 64;
inline constexpr std::size_t kMostIncidents = 16;
inline constexpr std::size_t kMostMaintenances = 16;
inline constexpr std::size_t kMostCharacters = 400;

struct State {
  std::string organization;
  std::vector<Service> services;
  std::vector<Incident> incidents;  ///< The newest first.
  std::vector<Maintenance> maintenances;
  std::time_t updated_at = 0;  ///< When the last event arrived; 0: never.

  [[nodiscard]] bool empty() const {
    return services.empty() && incidents.empty() && maintenances.empty();
  }
};

/// What became of an event.
struct Outcome {
  enum class Kind {
    Ignored,   ///< Not an event of a status page.
    Refused,   ///< It is, but its data is not what it should be.
    Changed,   ///< Applied.
    Replaced,  ///< Applied; it was the whole state.
  };
  Kind kind = Kind::Ignored;
  std::string words;  ///< For people: what happened, or what is wrong. Harmless to print.
};

/// Applies an event with this name, as it is on the wire, and this JSON text.
Outcome apply(State& state, std::string_view event, std::string_view data, std::time_t now);

/// The state as JSON, in the form of the event `status.published`.
nlohmann::json to_json(const State& state);

/// Reads it; returns what is wrong with it, or nothing. `state` is changed only if nothing is.
std::string from_json(const nlohmann::json& data, State& state, std::time_t now);

}  // namespace kiosk
