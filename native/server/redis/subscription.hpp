// Hears what is published on Redis.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "loop_core.hpp"
#include "server/redis/address.hpp"

namespace oread::server {

/// Subscribes to channels by a pattern, and tells of what is published on them.
class RedisSubscription {
 public:
  struct Events {
    /// Redis has confirmed the subscription.
    std::function<void()> ready;
    std::function<void(std::string_view channel, std::string_view payload)> message;
    /// The connection failed or ended, with the reason; nothing is called after this. It may
    /// destroy the subscription.
    std::function<void(const std::string& why)> ended;
  };

  /// Connects at once; nothing is called from within this call.
  RedisSubscription(native::LoopCore& loop, const RedisAddress& address, const std::string& pattern,
                    Events events);
  ~RedisSubscription();
  RedisSubscription(const RedisSubscription&) = delete;
  RedisSubscription& operator=(const RedisSubscription&) = delete;

 private:
  class Link;
  std::shared_ptr<Link> link_;
};

}  // namespace oread::server
