// Publishes on Redis.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "loop_core.hpp"
#include "server/redis/address.hpp"

namespace oread::server {

class RedisPublisher {
 public:
  struct Events {
    /// Redis accepts messages.
    std::function<void()> ready;
    /// Redis does not let this user publish, with the reason. Nothing more should be published.
    std::function<void(const std::string& why)> refused;
    /// The connection failed or ended, with the reason; nothing is called after this. It may
    /// destroy the publisher.
    std::function<void(const std::string& why)> ended;
  };

  /// Connects at once; nothing is called from within this call.
  RedisPublisher(native::LoopCore& loop, const RedisAddress& address, Events events);
  ~RedisPublisher();
  RedisPublisher(const RedisPublisher&) = delete;
  RedisPublisher& operator=(const RedisPublisher&) = delete;

  /// In the order of the calls. A server that takes too little is given up.
  void publish(std::string_view channel, std::string_view text);

  /// Messages that Redis has not confirmed.
  [[nodiscard]] std::size_t unconfirmed() const;

  /// Called each time when everything is confirmed.
  void on_confirmed(std::function<void()> callback);

 private:
  class Link;
  std::shared_ptr<Link> link_;
};

}  // namespace oread::server
