// The WebSocket that `oread doctor` speaks: as little of it as a diagnosis needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "doctor_http.hpp"

namespace oread::command {

/// How the server answered the request to upgrade.
struct UpgradeAnswer : HttpText {
  bool accepted = false;  ///< 101, and by somebody who knows WebSockets.
};

UpgradeAnswer upgrade(Stream& stream, const std::string& authority, const std::string& target,
                      const std::string& origin);

void send_text(Stream& stream, std::string_view text);

/// What came next.
struct Message {
  enum class Kind {
    Text,
    Close,
    Silence,     ///< Nothing came in time.
    Incomplete,  ///< Something came in time, but no whole message.
    End,         ///< The connection ended without a close.
  };
  Kind kind = Kind::Silence;
  std::string text;
  std::uint16_t code = 0;  ///< Of a close.
};

/// The next text or close, within the step of the stream; pings are answered, all else is passed
/// over.
Message next_message(Stream& stream);

}  // namespace oread::command
