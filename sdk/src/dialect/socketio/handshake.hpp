// What an Engine.IO server says first.
#pragma once

#include <cstddef>
#include <cstdint>

#include "dialect/scratch.hpp"
#include "oread/frame.hpp"
#include "oread/text.hpp"

namespace oread::socketio {

/// Most characters of an id; real ones have 20.
inline constexpr std::size_t kIdMax = 128;

/// The data of an `open` packet.
struct Handshake {
  View id;  ///< The id of the Engine.IO session. Whoever knows it can read the session.
  Millis ping_interval{};
  Millis ping_timeout{};
  std::uint32_t max_payload = 0;  ///< Bytes per request; 0: not specified.
  bool can_upgrade = false;       ///< A WebSocket may take over.
};

/// Reads the JSON of an `open` packet. Returns false if it has no id.
bool read_handshake(View json, Scratch& scratch, Handshake& out);

}  // namespace oread::socketio
