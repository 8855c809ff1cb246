// The requests of a link that has ended, until the server has its last messages.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "http.hpp"
#include "timer.hpp"

namespace oread::native {

/// A request of a link. Whoever owns it may replace `done` until it is called.
struct LinkExchange {
  bool brings = false;  ///< It brings the server messages; the others are polls.
  HttpExchange::Done done;
  std::unique_ptr<HttpExchange> http;
};
using LinkExchanges = std::vector<std::unique_ptr<LinkExchange>>;

/// Keeps the requests of an ended link for up to 3 s. The loop owns it, so that it outlives the
/// link and the client; a loop that stops waits for it.
class LinkFarewell {
 public:
  /// Waits for the request that brings messages, then sends `last`, if there is one. The poll stays
  /// open meanwhile: a server that loses it ends the session before it reads the messages.
  static void begin(LoopCore& loop, LinkExchanges exchanges, std::optional<HttpRequest> last);

  LinkFarewell(LoopCore& loop, LinkExchanges exchanges, std::optional<HttpRequest> last);

 private:
  void start();
  void send_last();
  /// Destroys this object.
  void end() { loop_.forget(this); }

  LoopCore& loop_;
  LinkExchanges exchanges_;
  std::optional<HttpRequest> last_;
  std::unique_ptr<HttpExchange> farewell_;
  Timer timer_;
};

}  // namespace oread::native
