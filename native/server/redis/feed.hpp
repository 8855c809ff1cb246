// Delivers what Laravel publishes on Redis to the clients of this server, in the place of
// laravel-echo-server.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/broker_host.hpp"
#include "server/log.hpp"
#include "server/redis/options.hpp"
#include "server/redis/session.hpp"
#include "timer.hpp"

namespace oread::server {

class RedisFeed {
 public:
  /// Connects, and reconnects for as long as it lives. Events go to the app with this id.
  RedisFeed(native::LoopCore& loop, RedisOptions options, BrokerHost& broker, std::string app_id,
            const Log& log);

  /// Events arrive.
  [[nodiscard]] bool is_connected() const { return is_connected_; }

 private:
  void connect();
  void ready();
  void message(std::string_view channel, std::string_view payload);
  void ended(const std::string& why);
  void log(Level level, std::string_view what,
           std::vector<std::pair<std::string_view, std::string>> fields) const;

  native::LoopCore& loop_;
  RedisOptions options_;
  BrokerHost& broker_;
  std::string app_id_;
  const Log& log_;
  std::unique_ptr<RedisSession> session_;
  native::Timer retry_;
  Millis delay_;
  std::minstd_rand random_;
  bool is_connected_ = false;
  bool has_said_why_ = false;  ///< Why it is away; not again for each attempt.
  bool has_hinted_ = false;
};

}  // namespace oread::server
