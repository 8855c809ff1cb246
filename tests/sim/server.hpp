// The server: a real broker behind the virtual network, which may crash and restart.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "digests.hpp"
#include "network.hpp"
#include "oread/broker/broker.hpp"
#include "oread/broker/signing.hpp"

namespace oread::sim {

/// The one app of every world.
struct TheApp {
  static constexpr const char* kId = "world";
  static constexpr const char* kKey = "world-key";
  static constexpr const char* kSecret = "world-secret";
};

class Server final : public ServerEnd {
 public:
  Server(Schedule& schedule, Random& random, Network& network);

  [[nodiscard]] bool up() const override { return broker_.has_value(); }
  void opened(broker::ConnectionId connection, const std::string& url) override;
  void heard(broker::ConnectionId connection, std::string text) override;
  void gone(broker::ConnectionId connection) override;

  void publish(const std::string& channel, const std::string& event, const std::string& data);
  /// Stops, with or without informing the clients, and restarts after `away`.
  void restart(Millis away, bool politely);

  /// The server's own view.
  [[nodiscard]] std::set<std::string> members(const std::string& channel);
  [[nodiscard]] broker::Counts counts() const;

  [[nodiscard]] const broker::Digests& digests() const { return digests_; }
  [[nodiscard]] static broker::Credentials credentials() { return {TheApp::kKey, TheApp::kSecret}; }

 private:
  [[nodiscard]] broker::Now now() const;
  void start();
  void die();
  void give(broker::Input input);
  void carry_out(broker::Effect& effect);
  void arm();
  /// The body of the HTTP API's response.
  std::string ask(const std::string& path);

  Schedule& schedule_;
  Random& random_;
  Network& network_;
  QuickDigests digests_;
  std::optional<broker::Broker> broker_;
  std::uint32_t life_ = 0;  // A broker's ticks stop with it.
  std::uint32_t request_ = 0;
  std::optional<Time> armed_for_;
  std::string answer_;  // For the newest HTTP request.
};

}  // namespace oread::sim
