// Diagnoses and advice for `oread doctor`, from resolving the server's name to its greeting.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "doctor_socket.hpp"

namespace oread::command {

struct Advice {
  std::string wrong;   ///< What is wrong, as one sentence without the full stop.
  std::string change;  ///< What to change, in the same form.
};

/// Host names that are known not to serve WebSockets.
std::optional<Advice> about_host(const std::string& host);
Advice about_tcp(int error, const std::string& where);

/// Probes with other protocols; called only where the result makes a difference.
struct Probes {
  std::function<bool()> tls;        ///< The port speaks TLS.
  std::function<bool()> http;       ///< The port speaks HTTP without TLS.
  std::function<bool()> socket_io;  ///< A Socket.IO server responds.
  std::function<bool()> reverb;     ///< Reverb responds.
};

Advice about_tls(const Stream::Distrust& distrust, const Probes& probes);
/// `tls`: whether the upgrade request was sent over TLS.
Advice about_upgrade(const UpgradeAnswer& answer, const std::string& path, bool tls,
                     const Probes& probes);
/// For a `pusher:error` or a close with a protocol code instead of a greeting.
Advice about_code(int code, const std::string& message);
/// For anything else instead of a greeting.
Advice about_greeting(const Message& message);

/// "4001: no such app".
std::string words(int code, const std::string& message);

}  // namespace oread::command
