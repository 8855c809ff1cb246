// Validates upgrade requests: libwebsockets itself checks neither the version, the key nor the
// method, and accepts HTTP/2 but handles it badly.
#pragma once

#include <libwebsockets.h>

#include <optional>
#include <string>
#include <string_view>

namespace oread::server {

/// The parts of a WebSocket handshake that decide whether it is accepted.
struct Upgrade {
  bool is_get = false;
  std::string version;                ///< Sec-WebSocket-Version.
  int key_length = 0;                 ///< Of Sec-WebSocket-Key.
  bool has_connection = false;        ///< A Connection header.
  bool requests_subprotocol = false;  ///< Sec-WebSocket-Protocol.
};

/// The response to a handshake that is not accepted.
struct UpgradeRefusal {
  std::string_view status;   ///< "400 Bad Request".
  std::string_view headers;  ///< Complete lines, in addition to the usual ones.
  std::string_view why;      ///< One sentence for the body.
};
/// The first fault, or nothing.
std::optional<UpgradeRefusal> fault_of(const Upgrade& upgrade);

/// Validates an upgrade to `wanted`, which is libwebsockets' own copy of the header. Returns 0 to
/// continue; -1 if it was refused with a response and the connection must be closed.
int judge_upgrade(lws* wsi, char* wanted);

/// Tells a client that waits with its body (`Expect: 100-continue`) to send it. Returns 0 on
/// success.
int say_continue(lws* wsi);

}  // namespace oread::server
