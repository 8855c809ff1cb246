// The server's side of a dialect, for tests that run an engine.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "oread/dialect.hpp"
#include "oread/effect.hpp"

namespace oread::test {

/// A server that answers everything correctly. World and Script use the wire only through this
/// interface, so that they can run any dialect.
class GoodServer {
 public:
  virtual ~GoodServer() = default;

  /// The client's side, for the engine.
  [[nodiscard]] virtual std::unique_ptr<Dialect> dialect() const = 0;

  /// Whether the server speaks first on a new link, or when the client has said something.
  [[nodiscard]] virtual bool greets_first() const { return true; }
  /// The first messages on a new link, up to the greeting.
  [[nodiscard]] virtual std::vector<std::string> greeting(const std::string& socket_id) const = 0;
  /// The reply to a message from the client; empty if it needs no reply.
  [[nodiscard]] virtual std::string answer(const std::string& text) const = 0;
  /// The message that confirms a subscription. On a presence channel, "me" is the only member.
  [[nodiscard]] virtual std::string acknowledgement(const std::string& channel) const = 0;
  /// The auth endpoint's response to a request. Its signature is "for-socket:" and the socket id.
  [[nodiscard]] virtual std::string grant(const effect::Authorize& request) const = 0;
};

/// The server of most tests.
std::shared_ptr<const GoodServer> usual_server();

}  // namespace oread::test
