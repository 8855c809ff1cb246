// Probes for `oread doctor`: after an unexpected response it tries other protocols on a new
// connection before it names a cause.
#pragma once

#include <string>

#include "doctor_http.hpp"
#include "wire/stream.hpp"

namespace oread::command {

/// A known open route to the server.
struct Route {
  Address address;
  std::string host;
  std::string authority;  ///< As in the Host header.
  bool tls = false;
  std::chrono::milliseconds wait{};
};

/// The port speaks TLS, with any certificate.
bool speaks_tls(const Route& route);
/// The port speaks HTTP without TLS.
bool speaks_plain_http(const Route& route);
/// A Socket.IO server responds below this path. All versions respond alike: with an object that
/// contains the "sid" of the new session, or with the version they require.
bool is_socket_io(const Route& route, const std::string& path);
/// Reverb's own page is below this path.
bool is_reverb(const Route& route, const std::string& path);

}  // namespace oread::command
