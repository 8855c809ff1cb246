// A WebSocket as the engine knows it: a link that opens, carries texts and is closed.
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
  /// The last one. 1006 when there was no close frame, 1005 when there was one without a code.
  std::function<void(std::uint16_t code, std::string reason)> closed;
};

struct LinkLimits {
  std::size_t message_bytes =
      std::size_t{4} * 1024 * 1024;  ///< One message; a larger one closes with 1009.
  /// Texts that wait to be sent. A link that does not drain is dead or abused.
  std::size_t queue_bytes = std::size_t{1024} * 1024;
};

class Link {
 public:
  /// Nothing is called from within this constructor, and nothing after the destruction.
  Link(LoopCore& loop, DialOptions options, LinkLimits limits, LinkEvents events);
  /// Like close(1000) when it is open.
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  void send(std::string_view text);
  /// Sends what waits, then closes. No event follows.
  void close(std::uint16_t code);

 private:
  class Session;
  std::shared_ptr<Session> session_;
};

}  // namespace oread::native
