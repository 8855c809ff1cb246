// Addresses of Redis servers: redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE].
#pragma once

#include <string>
#include <string_view>

#include "oread/result.hpp"
#include "url.hpp"

namespace oread::server {

struct RedisAddress {
  native::Url url;       ///< The port is 6379 by default.
  std::string user;      ///< Empty for Redis' default user.
  std::string password;  ///< Empty if the server needs no password.
  std::string database;  ///< Digits; empty for 0. Messages are not bound to a database.
};

/// User and password may be percent-encoded. Error: BadOption, with what is wrong; the text never
/// repeats the password.
Result<RedisAddress> parse_redis_url(std::string_view text);

}  // namespace oread::server
