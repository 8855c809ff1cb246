// The protocol of a client. Worlds and rules contain no protocol-specific code; this interface
// does.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway.hpp"
#include "oread/dialects.hpp"
#include "random.hpp"
#include "schedule.hpp"

namespace oread::sim {

/// What a gateway needs from its world.
struct GatewayPlace {
  std::size_t client;
  std::string user_id;  ///< Of the client's user.
  Schedule& schedule;
  Random& random;
  Network& network;
  ClientEnd& engine;  ///< Receives what arrives.
};

class Speech {
 public:
  virtual ~Speech() = default;

  [[nodiscard]] virtual std::unique_ptr<Dialect> dialect() const = 0;
  [[nodiscard]] virtual std::unique_ptr<Gateway> gateway(const GatewayPlace& place) const = 0;

  /// How many client events a text from the client contains.
  [[nodiscard]] virtual std::size_t client_events(const std::string& text) const = 0;
  /// The signatures and tokens in a text from the client; nothing if it is not a message.
  [[nodiscard]] virtual std::optional<std::vector<std::string>> signatures(
      const std::string& text) const = 0;
  /// The token in the address of a new link; nothing if its protocol has no token there.
  [[nodiscard]] virtual std::optional<std::string> token(const std::string& url) const = 0;
  /// Whether this close code asks the client not to reconnect within a second.
  [[nodiscard]] virtual bool asks_for_peace(std::uint16_t code) const = 0;
  /// Whether the client can ask a silent server for proof of life.
  [[nodiscard]] virtual bool can_ping() const = 0;
  /// How long the engine may treat the link to a silent server as alive.
  [[nodiscard]] virtual Millis notices_silence_within() const = 0;
};

/// The protocols through which the server can be reached.
enum class Language : std::uint8_t { Pusher, Toy };

std::unique_ptr<Speech> pusher_speech();
/// `variant`: any number; it selects carrier and credentials.
std::unique_ptr<Speech> toy_speech(std::uint64_t variant);

/// The address of the server, which speaks Pusher.
PusherOptions server_address();

}  // namespace oread::sim
