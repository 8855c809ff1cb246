// What may carry a link, and in which order.
#pragma once

#include <cstdint>

#include "oread/session.hpp"
#include "oread/text.hpp"

namespace oread::socketio {

/// Which carrier the next link gets. After an attempt that did not reach the server, the other one
/// is tried: proxies exist that block WebSockets, and others that break long polling. The one that
/// worked is kept.
class Transports {
 public:
  /// Reads "websocket,polling", "polling,websocket", "websocket" or "polling". Returns false
  /// otherwise.
  [[nodiscard]] bool read(View list);

  [[nodiscard]] Carrier current() const { return current_; }
  [[nodiscard]] bool may_use(Carrier carrier) const { return has_both_ || carrier == current_; }
  /// A new attempt begins.
  void begin() { is_reached_ = false; }
  /// The attempt reached the server.
  void reached() { is_reached_ = may_retry_at_once_ = true; }
  /// A WebSocket has taken over: the next attempt begins with one.
  void upgraded() { current_ = Carrier::Socket; }
  /// The attempt failed. Returns whether the other carrier is worth an immediate attempt: not if
  /// the server was reached, nor if both have failed in turn.
  [[nodiscard]] bool failed();

 private:
  Carrier current_ = Carrier::Socket;
  bool has_both_ = false;
  bool is_reached_ = false;
  bool may_retry_at_once_ = true;
};

}  // namespace oread::socketio
