// One connection to Redis: hiredis reads and writes its protocol, libwebsockets the bytes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loop_core.hpp"
#include "server/redis/address.hpp"

namespace oread::server {

/// Subscribes to channels by a pattern, and tells of what is published on them.
class RedisSession {
 public:
  struct Events {
    /// Redis has confirmed the subscription.
    std::function<void()> ready;
    std::function<void(std::string_view channel, std::string_view payload)> message;
    /// The connection failed or ended, with the reason; nothing is called after this. It may
    /// destroy the session.
    std::function<void(const std::string& why)> ended;
  };

  /// Connects at once; nothing is called from within this call. A server that is silent for too
  /// long is given up: it has 5 s for the subscription, and later for each answer to a ping.
  RedisSession(native::LoopCore& loop, RedisAddress address, std::string pattern, Events events);
  ~RedisSession();
  RedisSession(const RedisSession&) = delete;
  RedisSession& operator=(const RedisSession&) = delete;

 private:
  class Link;
  std::shared_ptr<Link> link_;
};

}  // namespace oread::server
