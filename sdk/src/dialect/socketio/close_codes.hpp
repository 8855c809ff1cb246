// Why a Socket.IO server ends a connection. The protocol has no codes, so this is our own
// numbering.
#pragma once

#include <cstdint>

#include "oread/dialect.hpp"

namespace oread::socketio {

/// The server's middleware refused the connection, or the server disconnected this client on
/// purpose: HTTP's "Forbidden", which a server may also answer to a request.
inline constexpr std::uint16_t kForbidden = 403;

/// The reference client never reconnects by itself after these two.
inline AfterClose after_close(std::uint16_t code) {
  return code == kForbidden ? AfterClose::Stop : AfterClose::BackOff;
}

}  // namespace oread::socketio
