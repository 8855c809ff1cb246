// The connection in words. It only retells what the engine reports: when to try again, and whether
// an error is final, is decided there.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "clock.hpp"
#include "oread/event.hpp"

namespace kiosk {

class Link {
 public:
  /// The channels that must be subscribed for the board to miss nothing.
  explicit Link(std::vector<std::string> channels, Now start);

  void on(const oread::Event& event, Now now);

  /// Every event that is sent now arrives here.
  [[nodiscard]] bool live() const;
  [[nodiscard]] bool connected() const { return status_ == oread::ConnectionStatus::Connected; }
  /// "connected for 3 min", "offline since 12:04, next attempt in 3 s".
  [[nodiscard]] std::string words(Now now) const;
  /// Why it is not live, as the engine says; empty if there is nothing to say.
  [[nodiscard]] std::string why() const;

 private:
  struct Channel {
    bool subscribed = false;
    std::string refusal;
  };
  void on_status(const oread::event::ConnectionChanged& change, Now now);
  [[nodiscard]] std::string next_step(Now now) const;

  std::map<std::string, Channel> channels_;
  oread::ConnectionStatus status_ = oread::ConnectionStatus::Initialized;
  Now since_;  ///< Since when it is connected, or is not.
  std::optional<oread::Time> next_attempt_;
  std::string why_;
};

}  // namespace kiosk
