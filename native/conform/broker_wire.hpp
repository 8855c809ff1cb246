// Our own broker in this process, in virtual time: the same cases, without sockets and without
// waiting.
#pragma once

#include <memory>

#include "conform/testee.hpp"
#include "conform/wire.hpp"
#include "oread/broker/broker.hpp"

namespace oread::conform {

/// Options of a broker that has the apps and limits that the cases can ask for.
broker::Options broker_options();

/// That broker as a server under test.
Testee broker_testee();

/// The inside of that broker, for a Tamper.
class BrokerSide {
 public:
  virtual ~BrokerSide() = default;
  /// Sends a text to a client, as if the broker had sent it.
  virtual void say(const std::string& who, const std::string& text) = 0;
  /// Closes a client's connection.
  virtual void hang_up(const std::string& who, std::uint16_t code) = 0;
  [[nodiscard]] virtual std::string socket_id(const std::string& who) const = 0;
  [[nodiscard]] virtual std::vector<std::string> clients() const = 0;
};

/// Makes the broker wrong, to find out whether the cases notice. It stands between the clients and
/// the broker; by default, everything passes unchanged.
class Tamper {
 public:
  virtual ~Tamper() = default;
  virtual void opening(BrokerSide& /*broker*/, Handshake& /*handshake*/) {}
  /// What the broker reads instead of this text of a client.
  virtual std::vector<std::string> received(BrokerSide& /*broker*/, const std::string& /*who*/,
                                            const std::string& text) {
    return {text};
  }
  /// What a client receives instead of this text of the broker.
  virtual std::vector<std::string> sent(BrokerSide& /*broker*/, const std::string& /*who*/,
                                        const std::string& text) {
    return {text};
  }
  /// The code that a client sees instead of this one; 0 if the connection stays open.
  virtual std::uint16_t closing(BrokerSide& /*broker*/, std::uint16_t code) { return code; }
  virtual void requested(BrokerSide& /*broker*/, Call& /*call*/) {}
  /// What the receiver of webhooks gets instead of this request.
  virtual std::vector<Hook> delivered(BrokerSide& /*broker*/, const Hook& hook) { return {hook}; }
  virtual void answered(BrokerSide& /*broker*/, const Call& /*call*/, Answer& /*answer*/) {}
};

/// `tamper` may be null; otherwise it must outlive the wire.
std::unique_ptr<Wire> make_broker_wire(const broker::Options& options, Tamper* tamper = nullptr);

/// Two nodes of one cluster: clients connect to each in turn, and so do the requests of the app's
/// backend.
std::unique_ptr<Wire> make_cluster_wire(const broker::Options& options);

}  // namespace oread::conform
