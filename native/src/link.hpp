// The engine's link as a WebSocket: it opens, carries messages and is closed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "dial.hpp"

namespace oread::native {

struct LinkEvents {
  std::function<void()> opened;
  std::function<void(std::string text)> text;
  std::function<void(std::string bytes)> binary;
  /// The last callback. 1006 if there was no close frame, 1005 if it had no code.
  std::function<void(std::uint16_t code, std::string reason)> closed;
};

struct LinkLimits {
  std::size_t message_bytes =
      std::size_t{4} * 1024 * 1024;  ///< Maximum message size; a larger one closes with 1009.
  /// Maximum size of the send queue. A link that does not drain is dead or abused.
  std::size_t queue_bytes = std::size_t{1024} * 1024;
};

class Link {
 public:
  /// Calls nothing from within the constructor, and nothing after destruction.
  Link(LoopCore& loop, DialOptions options, LinkLimits limits, LinkEvents events);
  /// Like close(1000) if it is open.
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  void send(std::string_view text);
  void send_binary(std::string_view bytes);
  /// Sends what is queued, then closes. No callback follows.
  void close(std::uint16_t code);

 private:
  class Session;
  std::shared_ptr<Session> session_;
};

}  // namespace oread::native
