#include "oread/native/server.hpp"

namespace oread::native {

Server::operator PusherOptions() const {
  PusherOptions options;
  options.key = key;
  options.host = host;
  options.path = path;
  options.tls = tls;
  if (port != 0) (tls ? options.tls_port : options.port) = port;
  return options;
}

}  // namespace oread::native
