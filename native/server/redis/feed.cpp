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

/// The channel for messages between servers, after the prefix. No channel of clients has a colon.
constexpr std::string_view kNodes = "oread:nodes";

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
                     std::string app_id, std::size_t event_data_bytes, const Log& log)
    : loop_(loop),
      options_(std::move(options)),
      broker_(broker),
      app_id_(std::move(app_id)),
      event_data_bytes_(event_data_bytes),
      log_(log),
      retry_(loop),
      delay_(kFirstDelay),
      random_(static_cast<std::minstd_rand::result_type>(entropy())) {
  connect();
}

void RedisFeed::connect() {
  // A connection that has subscribed cannot publish.
  ready_ = 0;
  const auto on_ready = [this] {
    if (++ready_ == 2) ready();
  };
  const auto on_end = [this](const std::string& why) { ended(why); };
  const auto on_message = [this](std::string_view channel, std::string_view payload) {
    message(channel, payload);
  };
  subscription_ =
      std::make_unique<RedisSubscription>(loop_, options_.address, pattern_for(options_.prefix),
                                          RedisSubscription::Events{on_ready, on_message, on_end});
  may_publish_ = true;
  const auto on_refused = [this](const std::string& why) { publishing_refused(why); };
  publisher_ = std::make_unique<RedisPublisher>(
      loop_, options_.address, RedisPublisher::Events{on_ready, on_refused, on_end});
}

void RedisFeed::ready() {
  is_connected_ = true;
  has_said_why_ = false;
  delay_ = kFirstDelay;
  log(Level::Good, "redis-connected",
      {{"address", options_.address.url.place()}, {"channels", options_.prefix + "*"}});
  broker_.give(broker::in::NodesReachable{});
}

void RedisFeed::tell_nodes(std::string_view text) {
  if (is_connected_ && may_publish_)
    publisher_->publish(options_.prefix + std::string(kNodes), text);
}

void RedisFeed::publishing_refused(const std::string& why) {
  may_publish_ = false;
  log(Level::Warn, "redis-not-shared",
      {{"text", why + "; events from Redis arrive, but this server is not one with the others"}});
  broker_.give(broker::in::NodesUnreachable{});
}

void RedisFeed::flush(std::function<void()> done) {
  if (!is_connected_ || publisher_->unconfirmed() == 0) return done();
  flushed_ = std::move(done);
  publisher_->on_confirmed([this] {
    if (flushed_) std::exchange(flushed_, {})();
  });
}

void RedisFeed::ended(const std::string& why) {
  const std::size_t lost = is_connected_ ? publisher_->unconfirmed() : 0;
  const bool was_connected = std::exchange(is_connected_, false);
  subscription_.reset();
  publisher_.reset();
  if (!std::exchange(has_said_why_, true)) {
    log(Level::Bad, "redis-away",
        {{"text", why + "; clients stay connected, and the server keeps trying"}});
  }
  std::uniform_int_distribution<Millis::rep> wait(0, delay_.count());
  retry_.arm(native::LoopCore::now() + Millis(wait(random_)), [this] { connect(); });
  delay_ = std::min(kMaxDelay, delay_ * 7 / 5);
  if (lost != 0) {
    // They are not sent again, because Redis may have them.
    log(Level::Warn, "redis-unconfirmed",
        {{"text", std::to_string(lost) + " messages to other servers may be lost"}});
  }
  if (was_connected) broker_.give(broker::in::NodesUnreachable{});
  if (flushed_) std::exchange(flushed_, {})();
}

void RedisFeed::message(std::string_view channel, std::string_view payload) {
  if (!channel.ends_with(kNodes)) return laravel_message(channel, payload);
  // Servers with another prefix are another cluster.
  if (channel.size() == options_.prefix.size() + kNodes.size()) {
    broker_.give(broker::in::NodeMessage{std::string(payload)});
  }
}

void RedisFeed::laravel_message(std::string_view channel, std::string_view payload) {
  const std::string_view name = channel.substr(options_.prefix.size());
  // Before it is parsed. PHP writes up to six bytes for one: \u00e9. The rest are the names.
  if (payload.size() > 6 * event_data_bytes_ + 1024) {
    return log(Level::Bad, "publish-refused",
               {{"channel", std::string(name)},
                {"text", "A message of " + std::to_string(payload.size()) +
                             " bytes: the maximum size of an event's data is " +
                             std::to_string(event_data_bytes_) + " bytes"}});
  }
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
  // Redis gives it to each server.
  publish.reaches_all_nodes = true;
  broker_.give(std::move(publish));
}

void RedisFeed::log(Level level, std::string_view what,
                    std::vector<std::pair<std::string_view, std::string>> fields) const {
  if (log_) log_({level, what, std::move(fields)});
}

}  // namespace oread::server
