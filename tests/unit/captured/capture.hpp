// Traffic recorded from real servers, read from tests/transcripts/captured.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "oread/time.hpp"

namespace oread::test {

/// One event on one recorded connection.
struct Captured {
  enum class What : std::uint8_t {
    TcpOpen,
    Upgraded,     ///< The server accepted the WebSocket handshake.
    ClientText,   ///< `text`
    ServerText,   ///< `text`
    ClientClose,  ///< The client closed.
    ServerClose,  ///< `code`: a close frame from the server.
    TcpClosed,
  };

  Millis at{};
  What what{};
  std::uint16_t code = 0;
  std::string text;
};

/// Everything on one connection, in order. A connection without an upgrade was plain HTTP, or
/// refused.
struct CapturedConnection {
  std::vector<Captured> lines;
  [[nodiscard]] bool is_upgraded() const;
};

/// The connections of one file by their number; `file` is "reverb-1-connect-ping-close.txt".
std::map<int, CapturedConnection> read_capture(const std::string& file);
std::vector<std::string> captures();

}  // namespace oread::test
