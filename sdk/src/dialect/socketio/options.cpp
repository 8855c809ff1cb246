// What Socket.IO options may be.
#include "dialect/address.hpp"
#include "dialect/socketio/transports.hpp"
#include "oread/dialects.hpp"

namespace oread {

std::optional<Error> check(const SocketIoOptions& options) {
  const char* problem = address_problem(options.host, options.port, options.path);
  if (problem == nullptr && !is_plain(options.query, "?#\\"))
    problem = "query is not percent-encoded";
  if (problem == nullptr && !socketio::Transports().read(options.transports))
    problem = R"(transports is not "websocket,polling", "polling,websocket" or one of the two)";
  if (problem != nullptr) return Error{Errc::BadOption, 0, problem};
  return std::nullopt;
}

}  // namespace oread
