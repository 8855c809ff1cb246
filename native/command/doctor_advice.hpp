// What a symptom means and what to change, for `oread doctor`.
#pragma once

#include <cstdint>
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
Advice about_tls(long verdict, const std::string& reason);
Advice about_upgrade(const UpgradeAnswer& answer, const std::string& path);
/// A `pusher:error` instead of a greeting.
Advice about_code(int code, const std::string& message);
/// Something else instead of a greeting.
Advice about_greeting(const Message& message);
Advice about_auth(std::uint16_t status, const std::string& location);
Advice about_publish(std::uint16_t status);

/// "4001: no such app".
std::string words(const Message& close);

}  // namespace oread::command
