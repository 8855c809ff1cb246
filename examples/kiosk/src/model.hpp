// All that the board knows: the state, the connection, and whether the state is still true.
#pragma once

#include <ctime>
#include <string>
#include <vector>

#include "clock.hpp"
#include "link.hpp"
#include "oread/event.hpp"
#include "state.hpp"

namespace kiosk {

/// How much of the truth the shown state is.
enum class Freshness {
  Unknown,   ///< Nothing has ever been heard.
  Old,       ///< Not live: later changes are not shown.
  Partial,   ///< Live, but changes from before may be missing.
  Complete,  ///< Live, and nothing is missing.
};

/// A state with its time, as it is kept in a file.
struct Kept {
  State state;
  std::time_t known_until = 0;  ///< Until then, no change was missed; 0: that was never so.
};

class Model {
 public:
  Model(std::vector<std::string> channels, Now start);

  /// Starts from what was kept when the program last ran.
  void restore(Kept kept);

  /// Takes an event of the client. True if it changed the state.
  bool on(const oread::Event& event, Now now);

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Link& link() const { return link_; }
  [[nodiscard]] Freshness freshness() const;
  /// Until when no change was missed; 0 if that is not known.
  [[nodiscard]] std::time_t known_until(std::time_t now) const;
  [[nodiscard]] std::time_t live_since() const { return live_since_; }
  [[nodiscard]] Kept kept(std::time_t now) const { return {state_, known_until(now)}; }
  /// The last thing that happened, or that was wrong with an event.
  [[nodiscard]] const std::string& news() const { return news_; }
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  bool take(const oread::event::Message& message, Now now);

  std::vector<std::string> channels_;
  State state_;
  Link link_;
  bool complete_ = false;
  std::time_t known_until_ = 0;
  std::time_t live_since_ = 0;
  std::string news_;
  std::string complaint_;
};

}  // namespace kiosk
