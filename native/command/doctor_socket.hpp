// A minimal WebSocket client for `oread doctor`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "doctor_http.hpp"

namespace oread::command {

/// The server's response to the upgrade request.
struct UpgradeAnswer : HttpText {
  bool accepted = false;  ///< 101, with a correct WebSocket handshake.
};

UpgradeAnswer upgrade(Stream& stream, const std::string& authority, const std::string& target,
                      const std::string& origin);

void send_text(Stream& stream, std::string_view text);

/// What was received next.
struct Message {
  enum class Kind {
    Text,
    Close,
    Silence,     ///< Nothing was received in time.
    Incomplete,  ///< Data was received in time, but no complete message.
    End,         ///< The connection ended without a close frame.
  };
  Kind kind = Kind::Silence;
  std::string text;
  std::uint16_t code = 0;  ///< For a close.
};

/// The next text or close, within the stream's current step; answers pings and skips everything
/// else.
Message next_message(Stream& stream);

}  // namespace oread::command
