#include "server_address.hpp"

#include "commands.hpp"
#include "url.hpp"

namespace oread::command {

Result<ServerAddress> parse_server_address(const std::string& url) {
  Result<native::Url> parsed = native::parse_url(url);
  if (!parsed.ok()) return parsed.error();
  ServerAddress address;
  address.host = parsed.value().host;
  address.port = parsed.value().port;
  address.tls = parsed.value().tls();
  address.path = parsed.value().path();
  const std::size_t app = address.path.rfind("/app/");
  if (app != std::string::npos && address.path.find('/', app + 5) == std::string::npos) {
    address.key = address.path.substr(app + 5);
    address.path.resize(app);
  }
  while (!address.path.empty() && address.path.back() == '/') address.path.pop_back();
  return address;
}

std::string default_url() {
  return "http://127.0.0.1:" + std::to_string(kDefaultPort);
}

}  // namespace oread::command
