// The WebSocket that `oread doctor` speaks: as little of it as a diagnosis needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "doctor_stream.hpp"

namespace oread::command {

/// How the server answered the request to upgrade.
struct UpgradeAnswer {
  int status = 0;         ///< 0: it answered no HTTP.
  std::string head;       ///< All of it, or what came instead.
  bool accepted = false;  ///< 101, and by somebody who knows WebSockets.

  /// The value of a header, "" when there is none.
  [[nodiscard]] std::string header(std::string_view name) const;
};

UpgradeAnswer upgrade(Stream& stream, const std::string& authority, const std::string& target,
                      const std::string& origin);

void send_text(Stream& stream, std::string_view text);

/// What came next.
struct Message {
  enum class Kind { Text, Close, Silence, End };
  Kind kind = Kind::Silence;
  std::string text;
  std::uint16_t code = 0;  ///< Of a close.
};

/// The next text or close; pings are answered, all else is passed over.
Message next_message(Stream& stream);

}  // namespace oread::command
