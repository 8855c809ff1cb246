// What Socket.IO options may be.
#include "dialect/address.hpp"
#include "dialect/socketio/transports.hpp"
#include "oread/dialects.hpp"

namespace oread {

namespace {

Error bad(const char* what) {
  return {Errc::BadOption, 0, what};
}

}  // namespace

std::optional<Error> check(const SocketIoOptions& options) {
  if (options.host.empty()) return bad("host is missing");
  if (!is_plain(options.host, "/?#@\\")) return bad("host is not a name or address alone");
  if (options.port == 0) return bad("port is 0");
  if ((!options.path.empty() && options.path[0] != '/') || !is_plain(options.path, "?#\\"))
    return bad("path is not plain or has no '/' in front");
  if (!is_plain(options.query, "?#\\")) return bad("query is not percent-encoded");
  if (!socketio::Transports().read(options.transports))
    return bad(R"(transports is not "websocket,polling", "polling,websocket" or one of the two)");
  return std::nullopt;
}

}  // namespace oread
