// The operator's settings for events from Redis.
#pragma once

#include <string>

#include "server/redis/address.hpp"

namespace oread::server {

struct RedisOptions {
  RedisAddress address;
  /// What Laravel puts before the names of channels: `database.redis.options.prefix`.
  std::string prefix;
};

}  // namespace oread::server
