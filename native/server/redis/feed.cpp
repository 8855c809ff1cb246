#include "server/redis/feed.hpp"

#include <algorithm>
#include <utility>

#include "server/clocks.hpp"
#include "server/redis/laravel_event.hpp"

namespace oread::server {
namespace {

/// The delays between attempts, as clients have them.
constexpr Millis kFirstDelay{500};
constexpr Millis kMaxDelay{10'000};

/// A PSUBSCRIBE pattern for the channels whose names begin with `prefix`.
std::string pattern_for(const std::string& prefix) {
  std::string pattern;
  for (const char c : prefix) {
    if (std::string_view("*?[]^-\\").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern + "*";
}

/// The part of a channel's name that looks like the prefix which Laravel sets by default
/// ("my_app_database_", "my-app-database-"); empty if none does.
std::string_view default_prefix_in(std::string_view channel) {
  for (const std::string_view ending : {"_database_", "-database-"}) {
    const std::size_t at = channel.find(ending);
    if (at != std::string_view::npos) return channel.substr(0, at + ending.size());
  }
  return {};
}

}  // namespace

RedisFeed::RedisFeed(native::LoopCore& loop, RedisOptions options, BrokerHost& broker,
                     std::string app_id, const Log& log)
    : loop_(loop),
      options_(std::move(options)),
      broker_(broker),
      app_id_(std::move(app_id)),
      log_(log),
      retry_(loop),
      delay_(kFirstDelay),
      random_(static_cast<std::minstd_rand::result_type>(entropy())) {
  connect();
}

void RedisFeed::connect() {
  RedisSession::Events events;
  events.ready = [this] { ready(); };
  events.message = [this](std::string_view channel, std::string_view payload) {
    message(channel, payload);
  };
  events.ended = [this](const std::string& why) { ended(why); };
  session_ = std::make_unique<RedisSession>(loop_, options_.address, pattern_for(options_.prefix),
                                            std::move(events));
}

void RedisFeed::ready() {
  is_connected_ = true;
  has_said_why_ = false;
  delay_ = kFirstDelay;
  log(Level::Good, "redis-connected",
      {{"address", options_.address.url.place()}, {"channels", options_.prefix + "*"}});
}

void RedisFeed::ended(const std::string& why) {
  is_connected_ = false;
  session_.reset();
  if (!std::exchange(has_said_why_, true)) {
    log(Level::Bad, "redis-away",
        {{"text", why + "; clients stay connected, and the server keeps trying"}});
  }
  std::uniform_int_distribution<Millis::rep> wait(0, delay_.count());
  retry_.arm(native::LoopCore::now() + Millis(wait(random_)), [this] { connect(); });
  delay_ = std::min(kMaxDelay, delay_ * 7 / 5);
}

void RedisFeed::message(std::string_view channel, std::string_view payload) {
  const std::string_view name = channel.substr(options_.prefix.size());
  std::optional<LaravelEvent> event = read_laravel_event(payload);
  if (!event) {
    return log(Level::Info, "redis-message-ignored",
               {{"channel", std::string(channel)}, {"text", "it is not an event of Laravel"}});
  }
  const std::string_view prefix = default_prefix_in(name);
  if (!prefix.empty() && !std::exchange(has_hinted_, true)) {
    log(Level::Warn, "redis-prefix",
        {{"channel", std::string(channel)},
         {"text", "clients subscribe without Laravel's prefix; use --redis-prefix " +
                      options_.prefix + std::string(prefix)}});
  }
  if (name.starts_with("private-encrypted-")) {
    return log(Level::Bad, "redis-message-refused",
               {{"channel", std::string(name)},
                {"text", "Laravel's broadcaster redis does not encrypt; use its driver pusher"}});
  }
  broker::in::Publish publish;
  publish.app_id = app_id_;
  publish.channels = {std::string(name)};
  publish.event = std::move(event->event);
  publish.data = std::move(event->data);
  publish.socket_id = std::move(event->socket_id);
  broker_.give(std::move(publish));
}

void RedisFeed::log(Level level, std::string_view what,
                    std::vector<std::pair<std::string_view, std::string>> fields) const {
  if (log_) log_({level, what, std::move(fields)});
}

}  // namespace oread::server
