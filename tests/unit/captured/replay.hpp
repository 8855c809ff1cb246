// Replays a recorded connection to an engine, in the role of the recorded server.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/world.hpp"
#include "unit/captured/capture.hpp"

namespace oread::test {

/// An event for the app, in the form that both sides know.
struct Delivered {
  std::string channel;
  std::string event;
  nlohmann::json data;

  friend bool operator==(const Delivered&, const Delivered&) = default;
};

using Rosters = std::map<std::string, std::set<std::string>>;

/// The app makes the same requests as the recorded client, at the same times, and the endpoint
/// signs what was signed then. The server's messages arrive at their recorded times; only our own
/// pings are answered additionally. Leaves are reported immediately, so that rosters can be
/// compared at any time.
class Replay {
 public:
  Replay();

  /// Ends with the connection, or when the recorded client closes.
  void run(const CapturedConnection& connection);

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const std::vector<Delivered>& expected() const { return expected_; }
  [[nodiscard]] const std::vector<Delivered>& delivered() const { return delivered_; }
  [[nodiscard]] const Rosters& expected_rosters() const { return expected_rosters_; }
  [[nodiscard]] const Rosters& rosters() const { return rosters_; }
  /// Subscriptions that the recorded server acknowledged and the engine accepted.
  [[nodiscard]] std::size_t subscribed() const { return subscribed_; }
  [[nodiscard]] const std::vector<event::SubscribeFailed>& refusals() const { return refusals_; }
  /// How the engine handled the end of the link; nothing if it never ended.
  [[nodiscard]] const std::vector<event::ConnectionChanged>& ends() const { return ends_; }
  [[nodiscard]] const std::vector<event::RetryScheduled>& retries() const { return retries_; }

 private:
  void pass_until(Time at);
  void give(Input input);
  void watch(const Effect& effect);
  void watch(const Event& event);
  void wish(const std::string& text);
  void expect(const std::string& text);
  void expect_roster(const std::string& name, const std::string& channel,
                     const nlohmann::json& data);

  World world_;
  nlohmann::json grant_;  ///< What the endpoint returned at the time.
  std::vector<Delivered> expected_;
  std::vector<Delivered> delivered_;
  Rosters expected_rosters_;
  Rosters rosters_;
  std::size_t subscribed_ = 0;
  std::uint32_t whispers_ = 0;
  std::vector<event::SubscribeFailed> refusals_;
  std::vector<event::ConnectionChanged> ends_;
  std::vector<event::RetryScheduled> retries_;
};

}  // namespace oread::test
