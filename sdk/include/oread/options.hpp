// Every configurable quantity of the engine: unit, default and reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "oread/error.hpp"
#include "oread/time.hpp"

namespace oread {

/// What to do when the server says that reconnecting is pointless (wrong key, over quota, …).
enum class OnFatal : std::uint32_t {
  Stop,         ///< Stop and report the reason. For browsers, where someone looks and can reload.
  RetrySlowly,  ///< Retry every `fatal_retry` ± 50 %. For devices: a 4001 during a redeploy must
                ///< not take a kiosk down.
};

struct ReconnectOptions {
  /// Maximum of the first delay (initial delay). Delay k is random between 0 and min(max_delay,
  /// initial_delay × growth^k): full jitter, so that the clients of one server do not reconnect all
  /// at once.
  Span initial_delay{500};
  /// Growth per attempt, in percent. 140: after a 3 s outage the median client is back 0.8 s after
  /// the server; with 200 it would be 1.7 s.
  std::uint32_t growth_percent = 140;
  /// Maximum delay. 20 s keeps clients of a server that is down for hours below one attempt per 10
  /// s each.
  Span max_delay = seconds(20);
  /// Timeout of one attempt, from opening the link to the greeting. 8 s: a slow mobile network with
  /// TLS needs 3–5 s.
  Span attempt_timeout = seconds(8);
  /// The backoff resets only after a link was live this long, so that a server that accepts and
  /// drops is not flooded.
  Span healthy_after = seconds(5);
  /// Without a connection for this long, the status is Unavailable (pusher-js:
  /// `unavailableTimeout`).
  Span unavailable_after = seconds(10);
  /// Minimum delay after a close code 4100–4199 ("back off", Pusher protocol).
  Span busy_min = seconds(1);
  /// A close code 4200–4299 ("immediately") is followed after a random delay between 0 and this, so
  /// that the clients of a restarting server spread out.
  Span prompt_max = seconds(1);
  /// While the host reports that the network is down, and neither messages nor the first attempts
  /// contradict it, the minimum time between attempts.
  Span offline_probe = seconds(30);
  /// What to do when the server says that reconnecting is pointless; `liboread` sets RetrySlowly.
  OnFatal on_fatal = OnFatal::Stop;
  /// Mean delay with `OnFatal::RetrySlowly`. 5 min: a redeploy is over by then, and a server that
  /// means it gets 12 requests an hour.
  Span fatal_retry = minutes(5);
  /// Give up after this many consecutive attempts without a live link; 0: never (the default:
  /// networks recover).
  std::uint32_t give_up_after = 0;

  static constexpr void fields(auto& self, auto&& field) {
    field("initialDelay", self.initial_delay);
    field("growthPercent", self.growth_percent);
    field("maxDelay", self.max_delay);
    field("attemptTimeout", self.attempt_timeout);
    field("healthyAfter", self.healthy_after);
    field("unavailableAfter", self.unavailable_after);
    field("busyMin", self.busy_min);
    field("promptMax", self.prompt_max);
    field("offlineProbe", self.offline_probe);
    field("onFatal", self.on_fatal);
    field("fatalRetry", self.fatal_retry);
    field("giveUpAfter", self.give_up_after);
  }
};

struct LivenessOptions {
  /// Silence after which we ping, unless the server's own value is shorter (Pusher protocol: 120
  /// s).
  Span activity_timeout = seconds(120);
  /// Minimum for the server's value: -1 or 0 would cause a ping storm.
  Span activity_min = seconds(1);
  /// Timeout of a pong: max(pong_min, 4 × smoothed round trip), but at most pong_max. 3 s: a
  /// connection is verified within 3 s after a wake-up; 10 s: a half-open link is detected within
  /// the activity timeout + 10 s.
  Span pong_min = seconds(3);
  Span pong_max = seconds(10);
  /// A Tick this much after its deadline shows that the host slept or was throttled; messages may
  /// be waiting behind it, so it only probes.
  Span late_after = seconds(1);

  static constexpr void fields(auto& self, auto&& field) {
    field("activityTimeout", self.activity_timeout);
    field("activityMin", self.activity_min);
    field("pongMin", self.pong_min);
    field("pongMax", self.pong_max);
    field("lateAfter", self.late_after);
  }
};

struct AuthOptions {
  /// Timeout of one request. 10 s: an auth endpoint that needs longer is broken, and a page is
  /// waiting for it.
  Span timeout = seconds(10);
  /// Maximum number of concurrent requests; browsers allow 6 connections per host over HTTP/1.1.
  std::uint32_t max_concurrent = 6;
  /// Backoff between retries after 408, 429, 5xx and network failures: full jitter as for
  /// reconnects.
  Span retry_initial_delay{500};
  Span retry_max_delay = seconds(30);
  /// Maximum Retry-After that is honoured.
  Span retry_after_max = minutes(5);
  /// The host can renew credentials (`effect::RefreshCredentials`). Without it, 401 and 419 are
  /// final.
  bool can_refresh = false;

  static constexpr void fields(auto& self, auto&& field) {
    field("timeout", self.timeout);
    field("maxConcurrent", self.max_concurrent);
    field("retryInitialDelay", self.retry_initial_delay);
    field("retryMaxDelay", self.retry_max_delay);
    field("retryAfterMax", self.retry_after_max);
    field("canRefresh", self.can_refresh);
  }
};

struct ChannelOptions {
  /// Timeout for the server's acknowledgement of a subscription; some servers never answer a
  /// refused one.
  Span subscribe_timeout = seconds(8);
  /// The subscription stays this long after the last lease is released: StrictMode, page navigation
  /// and hot reload release and take again within a moment.
  Span linger{500};
  /// A presence member who leaves and returns within this time is not reported: a page reload.
  Span leave_grace = seconds(3);

  static constexpr void fields(auto& self, auto&& field) {
    field("subscribeTimeout", self.subscribe_timeout);
    field("linger", self.linger);
    field("leaveGrace", self.leave_grace);
  }
};

struct WhisperOptions {
  /// How long a whisper waits for its channel or the rate limit. 30 s: longer than most reconnects,
  /// and 300 whispers at the 10 per second that Pusher allows.
  Span max_wait = seconds(30);
  /// Maximum number of whispers per second; 0: the server's limit, as far as it is known. Pusher's
  /// own servers allow 10 per second and connection; other servers get all whispers, and are
  /// treated like Pusher's once they refuse with "too many".
  std::uint32_t per_second = 0;
  /// Maximum size of a whisper's frame, including the envelope. By default, Reverb rejects frames
  /// over 10,000 bytes; Pusher accepts 10 KB of data.
  std::uint32_t max_bytes = 10'000;
  /// Maximum number of waiting whispers, over all channels.
  std::uint32_t max_queue = 1000;

  static constexpr void fields(auto& self, auto&& field) {
    field("maxWait", self.max_wait);
    field("perSecond", self.per_second);
    field("maxBytes", self.max_bytes);
    field("maxQueue", self.max_queue);
  }
};

/// Limits on everything that comes from outside. What exceeds one is rejected with
/// `Errc::TooLarge`.
struct Limits {
  std::uint32_t message_bytes =
      4 * 1024 * 1024;              ///< One message of a link. Servers' defaults: 10 KB–100 KB.
  std::uint32_t name_bytes = 4096;  ///< Length of channel and event names. Servers' own limits are
                                    ///< lower: Pusher 164, soketi and the official SDKs 200.
  std::uint32_t channels = 10'000;  ///< Number of channels held at once.
  std::uint32_t members = 100'000;  ///< Number of members of one presence channel.
  std::uint32_t auth_bytes = 64 * 1024;  ///< Body of an auth response.
  std::uint32_t routes = 512;            ///< Number of routes given out at once.
  std::uint32_t sealed = 256;            ///< Events of one channel that wait for decryption.

  static constexpr void fields(auto& self, auto&& field) {
    field("messageBytes", self.message_bytes);
    field("nameBytes", self.name_bytes);
    field("channels", self.channels);
    field("members", self.members);
    field("authBytes", self.auth_bytes);
    field("routes", self.routes);
    field("sealed", self.sealed);
  }
};

/// All options. `check()` says whether an engine can be created with them.
struct Options {
  ReconnectOptions reconnect;
  LivenessOptions liveness;
  AuthOptions auth;
  ChannelOptions channels;
  WhisperOptions whispers;
  Limits limits;
  /// Seed of the jitter; hosts draw it at random, tests set it.
  std::uint32_t seed = 1;

  static constexpr void fields(auto& self, auto&& field) {
    field("reconnect", self.reconnect);
    field("liveness", self.liveness);
    field("auth", self.auth);
    field("channels", self.channels);
    field("whispers", self.whispers);
    field("limits", self.limits);
    field("seed", self.seed);
  }
};

/// The number of quantities, which are numbered in the order of `fields`.
inline constexpr std::size_t kQuantities = 38;

/// Sets the quantity with this number (durations in milliseconds, enumerations by their index).
/// Returns false, and changes nothing, if it is out of range. For hosts that know quantities only
/// by number.
[[nodiscard]] bool set_quantity(Options& options, std::size_t number, double value);

/// The first invalid option (`Errc::BadOption`, the text names the option, its value and the
/// range; the status is its number, counted from 1), or nothing.
std::optional<Error> check(const Options& options);

#ifndef OREAD_LEAN
/// A number (durations in milliseconds), or the name of an enumerator: "retry-slowly".
using OptionValue = std::variant<bool, std::int64_t, std::string_view>;

/// Sets the option with this name, as in `fields`: "reconnect.attemptTimeout". Otherwise changes
/// nothing and returns an error as `check` does; its status is 0 if there is no such option.
std::optional<Error> set_option(Options& options, std::string_view name, const OptionValue& value);
#endif

}  // namespace oread
