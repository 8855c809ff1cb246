// Wrong servers: our broker with one fault each. A case that passes on all of them tests nothing.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "conform/broker_wire.hpp"
#include "conform/expand.hpp"

namespace oread::conform {

/// A text as JSON, changed in place. An empty list drops it.
using Frames = std::vector<Json>;
using FrameChange =
    std::function<Frames(BrokerSide& broker, const std::string& who, const Json& frame)>;

/// One fault. Whatever is not set works as it should.
struct Mutant {
  std::string name;
  /// The cases that it is a fair test of; empty: all. A server that answers nothing fails every
  /// case, which says nothing about them.
  std::vector<std::string> fair_for = {};
  std::function<std::string(std::string)> raw = {};  ///< Changes what the broker reads as text.
  FrameChange received = {};                         ///< What the broker reads.
  FrameChange sent = {};                             ///< What a client receives.
  std::function<void(Handshake&)> opening = {};
  std::function<std::uint16_t(std::uint16_t)> closing = {};
  std::function<void(BrokerSide&, Call&)> requested = {};
  std::function<void(const Call&, Answer&)> answered = {};
  std::function<void(broker::Options&)> options = {};
  std::function<std::vector<Hook>(const Hook&)> delivered = {};  ///< What a webhook becomes.
  bool dies_of_nonsense = false;  ///< Closes everything at a text that is not a JSON object.
};

/// All mutants, for one run; some of them remember what happened.
std::vector<Mutant> connection_mutants();
std::vector<Mutant> channel_mutants();
std::vector<Mutant> event_mutants();
std::vector<Mutant> request_mutants();
std::vector<Mutant> webhook_mutants();
/// Faults of published servers.
std::vector<Mutant> product_mutants();

std::unique_ptr<Tamper> make_tamper(const Mutant& mutant);

/// Signs a request again, as the app under test.
void sign_again(Call& call);

/// The right signature of a connection for a channel, for mutants that do not check any.
std::string right_auth(const BrokerSide& broker, const std::string& who, const Json& data);

inline std::string event_of(const Json& frame) {
  return frame.is_object() ? plain_text(frame.value("event", Json(""))) : std::string();
}

/// The data of a frame as an object, whether it is encoded or not.
Json data_of(const Json& frame);

/// The frame with this data, encoded as before.
Json with_data(const Json& frame, const Json& data);

}  // namespace oread::conform
