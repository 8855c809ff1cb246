#include "server/redis/address.hpp"

#include <algorithm>

#include "server/http_message.hpp"

namespace oread::server {
namespace {

constexpr std::string_view kDefaultPort = ":6379";

Error wrong(const std::string& what) {
  return Error{Errc::BadOption, 0, "the Redis URL " + what};
}

/// "HOST" or "HOST:PORT", with the port that Redis has by default.
std::string with_port(std::string_view place) {
  const std::size_t bracket = place.rfind(']');
  const std::size_t from = bracket == std::string_view::npos ? 0 : bracket;
  std::string out(place);
  if (place.find(':', from) == std::string_view::npos) out += kDefaultPort;
  return out;
}

}  // namespace

Result<RedisAddress> parse_redis_url(std::string_view text) {
  constexpr std::string_view kScheme = "redis://";
  if (text.starts_with("rediss://")) {
    return wrong("asks for TLS, which is not supported; reach Redis through a tunnel");
  }
  if (!text.starts_with(kScheme)) return wrong("must begin with redis://");
  text.remove_prefix(kScheme.size());
  RedisAddress address;

  const std::size_t slash = std::min(text.find('/', text.rfind('@') + 1), text.size());
  std::string_view authority = text.substr(0, slash);
  if (slash < text.size()) address.database = std::string(text.substr(slash + 1));
  if (!std::all_of(address.database.begin(), address.database.end(),
                   [](char c) { return c >= '0' && c <= '9'; }) ||
      address.database.size() > 5) {
    return wrong("must end with the number of a database, or without a path");
  }

  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view who = authority.substr(0, at);
    authority.remove_prefix(at + 1);
    const std::size_t colon = who.find(':');
    if (colon == std::string_view::npos) {
      return wrong("has a user without a password; write USER:PASSWORD@ or :PASSWORD@");
    }
    address.user = percent_decoded(who.substr(0, colon));
    address.password = percent_decoded(who.substr(colon + 1));
  }

  // The rules for host and port are those of other URLs.
  Result<native::Url> url = native::parse_url("http://" + with_port(authority));
  if (!url.ok()) return wrong("has no valid HOST or HOST:PORT");
  address.url = std::move(url).value();
  address.url.scheme = "redis";
  return address;
}

}  // namespace oread::server
