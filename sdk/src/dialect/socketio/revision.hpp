// Which Engine.IO a server speaks.
#pragma once

#include <cstdint>

namespace oread::socketio {

/// The revision of Engine.IO. Socket.IO 1 and 2 use the third, Socket.IO 3 and 4 the fourth. Every
/// link begins without knowing: the server's first messages tell.
enum class Revision : std::uint8_t { Unknown, Third, Fourth };

}  // namespace oread::socketio
