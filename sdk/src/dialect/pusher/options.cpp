// Checks the options of the Pusher dialect.
#include <algorithm>

#include "dialect/address.hpp"
#include "oread/dialects.hpp"

namespace oread {

std::optional<Error> check(const PusherOptions& options) {
  // Which of the two is used is decided later.
  const std::uint16_t port = std::min(options.port, options.tls_port);
  const char* const problem =
      options.key.empty() ? "key is missing" : address_problem(options.host, port, options.path);
  if (problem != nullptr) return Error{Errc::BadOption, 0, problem};
  return std::nullopt;
}

}  // namespace oread
