// Reports invalid options, in sentences that say what to do.
#include "oread/broker/options.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

#include "broker/cluster/message.hpp"
#include "broker/origin.hpp"

namespace oread::broker {
namespace {

using Problem = std::optional<Error>;

Error bad(std::string text) {
  return {Errc::BadOption, 0, std::move(text)};
}

struct Span {
  const char* name;
  Millis value;
  Millis least;
  Millis most;
};

struct Count {
  const char* name;
  std::uint32_t value;
  std::uint32_t least;
  std::uint32_t most;
};

Problem check_span(const Span& span) {
  if (span.value >= span.least && span.value <= span.most) return std::nullopt;
  return bad(std::string(span.name) + " is " + std::to_string(span.value.count()) +
             " ms; it must be between " + std::to_string(span.least.count()) + " and " +
             std::to_string(span.most.count()) + " ms");
}

Problem check_count(const Count& count) {
  if (count.value >= count.least && count.value <= count.most) return std::nullopt;
  return bad(std::string(count.name) + " is " + std::to_string(count.value) +
             "; it must be between " + std::to_string(count.least) + " and " +
             std::to_string(count.most));
}

bool is_token(std::string_view text) {
  if (text.empty() || text.size() > 128) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~';
  });
}

Problem check_url(const std::string& name, std::string_view url) {
  const bool http = url.starts_with("http://") && url.size() > 7;
  const bool https = url.starts_with("https://") && url.size() > 8;
  if (http || https) return std::nullopt;
  return bad(name + " must begin with http:// or https:// and name a host");
}

Problem check_webhook(const std::string& app, const Webhook& webhook) {
  if (auto problem = check_url("apps[" + app + "].webhooks.url", webhook.url)) return problem;
  return check_count({"webhooks.max_batch", webhook.max_batch, 1, 1000});
}

Problem check_app(const App& app) {
  // Both are part of signed paths, so they must not need escapes.
  if (!is_token(app.id)) {
    return bad("apps.id must be 1 to 128 letters, digits, -, _, . or ~; it is \"" + app.id + "\"");
  }
  if (!is_token(app.key)) {
    return bad("apps[" + app.id + "].key must be 1 to 128 letters, digits, -, _, . or ~");
  }
  if (app.secret.empty()) {
    return bad("apps[" + app.id + "].secret is empty, so anyone could sign");
  }
  if (auto problem =
          check_count({"apps.client_events_per_second", app.client_events_per_second, 1, 10'000})) {
    return problem;
  }
  if (auto problem = check_span({"apps.authorize_within", app.authorize_within, Millis::zero(),
                                 std::chrono::hours(24)})) {
    return problem;
  }
  for (const std::string& each : app.origins) {
    if (!is_origin_pattern(each)) {
      return bad("apps[" + app.id + "].origins: \"" + each +
                 "\" is not https://host, host or *.host");
    }
  }
  for (const Webhook& each : app.webhooks) {
    if (auto problem = check_webhook(app.id, each)) return problem;
  }
  if (app.auth_endpoint.empty()) return std::nullopt;
  return check_url("apps[" + app.id + "].auth_endpoint", app.auth_endpoint);
}

Problem check_apps(const std::vector<App>& apps) {
  if (apps.empty()) return bad("apps is empty, so nobody could connect");
  std::set<std::string> ids;
  std::set<std::string> keys;
  for (const App& app : apps) {
    if (auto problem = check_app(app)) return problem;
    if (!ids.insert(app.id).second) return bad("Two apps have the id \"" + app.id + "\"");
    if (!keys.insert(app.key).second) return bad("Two apps have the key \"" + app.key + "\"");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> check(const Options& options) {
  if (auto problem = check_apps(options.apps)) return problem;
  if (!options.cluster.node.empty() && !cluster::is_node_id(options.cluster.node)) {
    return bad("cluster.node must be 1 to 64 letters, digits, - or _; it is \"" +
               options.cluster.node + "\"");
  }
  const Millis second = std::chrono::seconds(1);
  const Millis day = std::chrono::hours(24);
  const auto& [activity, ping, pong] = options.liveness;
  const WebhookOptions& hooks = options.webhooks;
  const Span spans[] = {
      {"liveness.activity_timeout", activity, second, day},
      {"liveness.ping_after", ping, second, day},
      {"liveness.pong_within", pong, second, day},
      {"webhooks.grace", hooks.grace, Millis::zero(), day},
      {"webhooks.batch_for", hooks.batch_for, Millis::zero(), day},
      {"webhooks.answer_within", hooks.answer_within, second, day},
      {"webhooks.retry_initial_delay", hooks.retry_initial_delay, Millis{1}, day},
      {"webhooks.retry_max_delay", hooks.retry_max_delay, hooks.retry_initial_delay, day},
      {"webhooks.retry_for", hooks.retry_for, Millis::zero(), day},
      {"access.answer_within", options.access.answer_within, second, day},
      {"cache_for", options.cache_for, Millis{1}, day},
      {"request_window", options.request_window, second, day},
      {"subscription_count_every", options.subscription_count_every, Millis{1}, day},
      {"drain_for", options.drain_for, Millis::zero(), day},
      {"cluster.alive_every", options.cluster.alive_every, Millis{100}, day},
      {"cluster.return_within", options.cluster.return_within, Millis::zero(), day},
      {"cluster.lost_after", options.cluster.lost_after, 2 * options.cluster.alive_every, day},
  };
  for (const Span& each : spans) {
    if (auto problem = check_span(each)) return problem;
  }
  const Limits& limits = options.limits;
  constexpr std::uint32_t million = 1'000'000;
  constexpr std::uint32_t giga = 1U << 30;
  const Count counts[] = {
      {"webhooks.max_queue", hooks.max_queue, 1, 10 * million},
      {"limits.connections", limits.connections, 1, 10 * million},
      {"limits.queue_bytes", limits.queue_bytes, 1024, giga},
      {"limits.message_bytes", limits.message_bytes, 1024, giga},
      {"limits.message_depth", limits.message_depth, 4, 512},
      {"limits.messages_per_second", limits.messages_per_second, 1, million},
      {"limits.request_bytes", limits.request_bytes, 1024, giga},
      {"limits.channel_name_bytes", limits.channel_name_bytes, 1, 1024},
      {"limits.event_name_bytes", limits.event_name_bytes, 1, 1024},
      {"limits.event_data_bytes", limits.event_data_bytes, 1, giga},
      {"limits.publish_channels", limits.publish_channels, 1, 10'000},
      {"limits.batch_events", limits.batch_events, 1, 10'000},
      {"limits.channels", limits.channels, 1, 10 * million},
      {"limits.channels_per_connection", limits.channels_per_connection, 1, million},
      {"limits.presence_members", limits.presence_members, 1, million},
      {"limits.user_info_bytes", limits.user_info_bytes, 2, million},
      {"limits.user_id_bytes", limits.user_id_bytes, 1, 1024},
      {"limits.watchlist", limits.watchlist, 1, 10'000},
      {"limits.cached_events", limits.cached_events, 1, million},
      {"limits.access_questions", limits.access_questions, 10, million},
      {"limits.auth_bytes", limits.auth_bytes, 0, 64 * 1024},
      {"limits.replay_entries", limits.replay_entries, 1, 10 * million},
      {"limits.held_bytes", limits.held_bytes, 0, giga},
  };
  for (const Count& each : counts) {
    if (auto problem = check_count(each)) return problem;
  }
  return std::nullopt;
}

}  // namespace oread::broker
