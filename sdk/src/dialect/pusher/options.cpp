// Checks the options of the Pusher dialect.
#include "dialect/address.hpp"
#include "oread/dialects.hpp"

namespace oread {

namespace {

Error bad(const char* what) {
  return {Errc::BadOption, 0, what};
}

}  // namespace

std::optional<Error> check(const PusherOptions& options) {
  if (options.key.empty()) return bad("key is missing");
  if (options.host.empty()) return bad("host is missing");
  if (!is_plain(options.host, "/?#@\\")) return bad("host is not a name or address alone");
  if (options.port == 0 || options.tls_port == 0) return bad("port is 0");
  if ((!options.path.empty() && options.path[0] != '/') || !is_plain(options.path, "?#\\"))
    return bad("path is not plain or has no '/' in front");
  return std::nullopt;
}

}  // namespace oread
