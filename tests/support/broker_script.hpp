// A small language for broker tests: clients that send and receive, a backend that publishes, a
// webhook receiver, and virtual time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "digests.hpp"
#include "oread/broker/broker.hpp"
#include "oread/broker/signing.hpp"

namespace oread::test {

using broker::ConnectionId;
using Texts = std::vector<std::string>;

/// One app "1" with key "key" and secret "secret".
broker::Options one_app();

/// The same, plus an app "2" with key "key2" and secret "secret2".
broker::Options two_apps();

class BrokerScript {
 public:
  explicit BrokerScript(const broker::Options& options = one_app());

  // --- Clients
  /// How a client connects.
  struct Arrival {
    std::string path = "/app/key";
    std::string query = "protocol=7&client=test&version=1.0";
    std::optional<std::string> origin = std::nullopt;
    bool secure = false;
    std::string host = {};
  };
  ConnectionId arrive(const Arrival& arrival);           ///< Leaves what it receives.
  ConnectionId connect(const std::string& key = "key");  ///< Expects and consumes the greeting.
  void say(ConnectionId who, const std::string& text);
  void hang_up(ConnectionId who);

  void ask_subscribe(ConnectionId who, const std::string& channel, const std::string& auth = {},
                     const std::string& channel_data = {});
  /// With the correct signature for any class; leaves what it receives in the queue.
  void subscribe(ConnectionId who, const std::string& channel,
                 const std::string& channel_data = {});
  /// The same, and consumes what it receives.
  void join(ConnectionId who, const std::string& channel, const std::string& channel_data = {});
  void unsubscribe(ConnectionId who, const std::string& channel);
  void ask_sign_in(ConnectionId who, const std::string& user_data, const std::string& auth);
  void sign_in(ConnectionId who, const std::string& user_data);
  std::string auth(ConnectionId who, const std::string& channel,
                   const std::string& channel_data = {}) const;

  /// What the client has received since the last call.
  Texts take(ConnectionId who);
  /// The code with which it was closed, or 0.
  int closed_with(ConnectionId who) const;
  /// Whether a ping is answered.
  bool is_served(ConnectionId who);
  std::string socket_id(ConnectionId who) const;

  // --- The backend
  struct Answer {
    int status = 0;
    std::string type;
    std::string body;
  };
  Answer request(broker::ApiRequest request, const broker::Credentials& app = {"key", "secret"});
  Answer raw(const std::string& method, const std::string& path, const std::string& query,
             const std::string& body = {});
  Answer post(const std::string& path, const std::string& body);
  Answer get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {});
  /// Publishes and expects success.
  void publish(const std::string& channel, const std::string& event, const std::string& data,
               const std::string& socket_id = {}, const std::string& app = "1");

  // --- Time
  /// Gives a Tick at every deadline on the way, and one at the end.
  void wait(Millis span);
  void tick();
  broker::Now now() const { return now_; }

  // --- Other
  /// Carries out an input; sorts its effects into the members below.
  void give(broker::Input input);
  std::vector<broker::effect::DeliverWebhook> webhooks;
  std::vector<broker::effect::AskAccess> asked;  ///< Of auth endpoints.
  std::vector<broker::AccessId> dropped;         ///< Questions to them without a purpose.
  std::vector<broker::effect::Notice> notices;
  std::optional<broker::effect::Published> published;
  Texts told;  ///< To the other nodes.
  int drained = 0;
  broker::Broker broker;

 private:
  void carry_out(broker::Effects effects);

  broker::Now now_{Time(Millis(1000)), 1'700'000'000'000};
  std::uint32_t last_id_ = 0;
  std::uint64_t entropy_ = (1234ULL << 32) + 1;
  std::map<ConnectionId, Texts> heard_;
  std::map<ConnectionId, int> closed_;
  std::vector<Answer> answers_;
};

}  // namespace oread::test
