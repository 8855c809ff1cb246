// The address of a Pusher-protocol server as users know it: with one port.
//
//   options.server = oread::native::Server{.key = "oread-key", .host = "127.0.0.1", .port = 6001};
#pragma once

#include <cstdint>
#include <string>

#include "oread/dialects.hpp"
#include "oread/native/export.hpp"

namespace oread::native {

/// Can be assigned to `ClientOptions::server`. It has a single port, because with one per scheme
/// users would set only one of them.
struct Server {
  std::string key;         ///< The app's public key.
  std::string host;        ///< Host name or address, without scheme and port.
  std::uint16_t port = 0;  ///< TCP port; 0 means 443 with TLS, 80 without.
  bool tls = true;         ///< wss; else ws, until the server requires TLS: then wss, 443.
  std::string path;        ///< Prefix before "/app/{key}"; "" or "/prefix".

  /// The same in the dialect's terms. Implicit, so that it can be used wherever they can.
  OREAD_NATIVE_API operator PusherOptions() const;
};

}  // namespace oread::native
