#include "server_address.hpp"

#include <algorithm>
#include <cctype>

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
  while (!address.path.empty() && address.path.back() == '/') address.path.pop_back();
  const std::size_t app = address.path.rfind("/app/");
  if (app != std::string::npos && address.path.find('/', app + 5) == std::string::npos) {
    address.key = address.path.substr(app + 5);
    address.path.resize(app);
  }
  while (!address.path.empty() && address.path.back() == '/') address.path.pop_back();
  return address;
}

bool is_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' ||
           c == '~';
  });
}

std::string default_url() {
  return "http://127.0.0.1:" + std::to_string(kDefaultPort);
}

}  // namespace oread::command
