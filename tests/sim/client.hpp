// One client: a real engine and a host that carries out its effects on the virtual network, sleeps,
// is throttled, and never does more than the contract of engine.hpp requires.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "auth_desk.hpp"
#include "network.hpp"
#include "oread/engine.hpp"
#include "oread/trace.hpp"
#include "rules.hpp"
#include "speech.hpp"

namespace oread::sim {

/// What every client needs from its world.
struct Surroundings {
  Schedule& schedule;
  Random& random;
  const Weather& weather;
  Network& network;
  AuthDesk& desk;
  Verdict& verdict;
  bool record = false;
};

class Client final : public ClientEnd {
 public:
  Client(std::size_t index, const Options& options, std::unique_ptr<Speech> speech,
         Surroundings world);

  /// The network's view of this client.
  [[nodiscard]] ClientEnd& gateway() { return *gateway_; }
  void give(Input input) override;

  // Actions of the app.
  void connect();
  void disconnect();
  void subscribe(const std::string& channel, LeaseId lease);
  void unsubscribe(const std::string& channel, LeaseId lease);
  void whisper(const std::string& channel, bool may_wait);

  // Events of the host.
  void sleep(Millis span, bool notices);
  void throttle(Millis span);
  /// A useless or repeated input.
  void repeat_something();

  [[nodiscard]] const Rules& rules() const { return rules_; }
  [[nodiscard]] Rules& rules() { return rules_; }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] const Speech& speech() const { return *speech_; }
  [[nodiscard]] std::string user_id() const { return "u" + std::to_string(index_ % 3); }
  [[nodiscard]] bool wants_connection() const { return wants_connection_; }
  [[nodiscard]] std::set<std::string> wanted() const;
  [[nodiscard]] std::optional<Time> deadline() const { return engine_.deadline(); }
  [[nodiscard]] ChannelState state_of(const std::string& channel) const {
    return engine_.state_of(channel);
  }
  [[nodiscard]] bool asleep() const { return asleep_; }
  /// Since when the host has run without a pause.
  [[nodiscard]] Time punctual_since() const { return punctual_since_; }
  [[nodiscard]] const std::vector<trace::Step>& recorded() const { return recorded_; }

 private:
  void handle(Input input, Time at);
  void carry_out(const Effect& effect);
  void decrypt(const effect::Decrypt& effect);
  void wake(bool notices);
  void expect_verdict();
  void arm();

  std::size_t index_;
  Options options_;
  Surroundings world_;
  std::unique_ptr<Speech> speech_;
  std::unique_ptr<Gateway> gateway_;
  Rules rules_;
  Engine engine_;

  bool wants_connection_ = false;
  std::map<std::string, std::set<std::uint32_t>> claims_;  // Lease 0 is the app's own.
  std::uint32_t request_ = 0;

  bool asleep_ = false;
  std::deque<Input> waiting_;  // Arrived while asleep.
  Time throttled_until_{};
  Time punctual_since_{};
  std::optional<Time> armed_for_;
  std::vector<Input> old_news_;  // Earlier facts, to be repeated.
  std::vector<trace::Step> recorded_;
};

}  // namespace oread::sim
