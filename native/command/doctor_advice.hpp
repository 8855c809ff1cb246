// What a symptom means and what to change, for `oread doctor`: from the server's name to its
// greeting.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "doctor_socket.hpp"

namespace oread::command {

struct Advice {
  std::string wrong;   ///< What is wrong, as one sentence without its full stop.
  std::string change;  ///< What to change, likewise.
};

/// Names that are known to be no server of WebSockets.
std::optional<Advice> about_host(const std::string& host);
Advice about_tcp(int error, const std::string& where);

/// What asking in another way shows; asked only where the answer makes a difference.
struct Probes {
  std::function<bool()> tls;        ///< TLS is spoken there.
  std::function<bool()> http;       ///< HTTP without TLS is spoken there.
  std::function<bool()> socket_io;  ///< A Socket.IO server answers there.
  std::function<bool()> reverb;     ///< Reverb answers there.
};

Advice about_tls(const Stream::Distrust& distrust, const Probes& probes);
/// `tls`: the upgrade was asked for over TLS.
Advice about_upgrade(const UpgradeAnswer& answer, const std::string& path, bool tls,
                     const Probes& probes);
/// A `pusher:error` or a close with a code of the protocol, instead of a greeting.
Advice about_code(int code, const std::string& message);
/// Something else instead of a greeting.
Advice about_greeting(const Message& message);

/// "4001: no such app".
std::string words(int code, const std::string& message);

}  // namespace oread::command
