// What else could be on a port that did not answer as it should: the doctor asks in another way, on
// a connection of its own, before it says what is wrong.
#pragma once

#include <string>

#include "doctor_http.hpp"
#include "doctor_stream.hpp"

namespace oread::command {

/// A way to the server that is known to be open.
struct Route {
  Address address;
  std::string host;
  std::string authority;  ///< As in the Host header.
  bool tls = false;
  std::chrono::milliseconds wait{};
};

/// TLS can be spoken there, with whatever certificate.
bool speaks_tls(const Route& route);
/// HTTP without TLS is spoken there.
bool speaks_plain_http(const Route& route);
/// A Socket.IO server answers below this path. All versions say the same here: an object with the
/// "sid" of the new session, or which version they want instead.
bool is_socket_io(const Route& route, const std::string& path);
/// Reverb's own page answers below this path.
bool is_reverb(const Route& route, const std::string& path);

}  // namespace oread::command
