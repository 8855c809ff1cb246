// Redis: delivers what Laravel publishes there to the clients of this server, in the place of
// laravel-echo-server, and carries the messages between servers.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/broker_host.hpp"
#include "server/log.hpp"
#include "server/redis/options.hpp"
#include "server/redis/publisher.hpp"
#include "server/redis/subscription.hpp"
#include "timer.hpp"

namespace oread::server {

class RedisFeed {
 public:
  /// Connects, and reconnects for as long as it lives. Events go to the app with this id, which
  /// accepts `event_data_bytes` of data.
  RedisFeed(native::LoopCore& loop, RedisOptions options, BrokerHost& broker, std::string app_id,
            std::size_t event_data_bytes, const Log& log);

  /// Events arrive.
  [[nodiscard]] bool is_connected() const { return is_connected_; }

  /// Sends a message to the other servers. Only while it is connected.
  void tell_nodes(std::string_view text);

  /// Calls `done` as soon as Redis has what was sent; immediately if there is nothing to wait for.
  void flush(std::function<void()> done);

 private:
  void connect();
  void ready();
  void message(std::string_view channel, std::string_view payload);
  void laravel_message(std::string_view channel, std::string_view payload);
  void ended(const std::string& why);
  void publishing_refused(const std::string& why);
  void log(Level level, std::string_view what,
           std::vector<std::pair<std::string_view, std::string>> fields) const;

  native::LoopCore& loop_;
  RedisOptions options_;
  BrokerHost& broker_;
  std::string app_id_;
  std::size_t event_data_bytes_;
  const Log& log_;
  std::unique_ptr<RedisSubscription> subscription_;
  std::unique_ptr<RedisPublisher> publisher_;
  int ready_ = 0;  ///< How many of the two are.
  std::function<void()> flushed_;
  native::Timer retry_;
  Millis delay_;
  std::minstd_rand random_;
  bool is_connected_ = false;
  bool may_publish_ = true;    ///< Redis has not refused it on this connection.
  bool has_said_why_ = false;  ///< Why it is away; not again for each attempt.
  bool has_hinted_ = false;
};

}  // namespace oread::server
