// Every quantity of the engine's behaviour: unit, default and reason.
#pragma once

#include <cstdint>
#include <optional>

#include "oread/error.hpp"
#include "oread/time.hpp"

namespace oread {

/// What to do when the server says that coming back is pointless (wrong key, over quota, …).
enum class OnFatal : std::uint32_t {
  Stop,         ///< Stop and say why. For browsers, where somebody looks and can reload.
  RetrySlowly,  ///< Try again every `fatal_retry` ± 50 %. For devices: a 4001 during a redeploy
                ///< must not kill a kiosk.
};

struct ReconnectOptions {
  /// Upper bound of the first delay. Delay k is random between 0 and min(most, first × factor^k):
  /// full jitter, so that clients of one server never come back together.
  Span first{500};
  /// Growth per attempt, in percent. 140: after a 3 s outage the median client is back 0.8 s after
  /// the server; with 200 it would be 1.7 s.
  std::uint32_t factor_percent = 140;
  /// Upper bound of any delay. 20 s keeps a server that is down for hours below one attempt per
  /// client in 10 s.
  Span most = seconds(20);
  /// One attempt, from opening the link to the greeting. 8 s: a slow mobile network with TLS needs
  /// 3–5 s.
  Span attempt_timeout = seconds(8);
  /// The backoff starts anew only after a link was live this long, so that a server that accepts
  /// and drops is not hammered.
  Span healthy_after = seconds(5);
  /// Without success for this long the status is Unavailable (pusher-js: `unavailableTimeout`).
  Span unavailable_after = seconds(10);
  /// Least delay after a close code 4100–4199 ("back off", Pusher protocol).
  Span busy_least = seconds(1);
  /// A close code 4200–4299 ("at once") is obeyed after a random 0 … this, so that a restarting
  /// server sees its clients spread out.
  Span prompt_most = seconds(1);
  /// While the host says that there is no network, and neither a text nor the first attempts speak
  /// against it, an attempt is made only this often.
  Span offline_probe = seconds(30);
  /// When the server says that coming back is pointless; `liboread` sets RetrySlowly.
  OnFatal on_fatal = OnFatal::Stop;
  /// Mean wait with `OnFatal::RetrySlowly`. 5 min: a redeploy is over by then, and a server that
  /// means it is asked 12 times an hour.
  Span fatal_retry = minutes(5);
  /// Give up after this many attempts in a row without a live link; 0: never (the default: networks
  /// come back).
  std::uint32_t give_up_after = 0;

  static constexpr void fields(auto& self, auto&& field) {
    field("first", self.first);
    field("factorPercent", self.factor_percent);
    field("most", self.most);
    field("attemptTimeout", self.attempt_timeout);
    field("healthyAfter", self.healthy_after);
    field("unavailableAfter", self.unavailable_after);
    field("busyLeast", self.busy_least);
    field("promptMost", self.prompt_most);
    field("offlineProbe", self.offline_probe);
    field("onFatal", self.on_fatal);
    field("fatalRetry", self.fatal_retry);
    field("giveUpAfter", self.give_up_after);
  }
};

struct LivenessOptions {
  /// Silence after which we ping; the server's own figure counts when it is shorter (Pusher
  /// protocol: 120 s).
  Span activity_timeout = seconds(120);
  /// A server's figure below this is treated as this: -1 or 0 would make a ping storm.
  Span activity_least = seconds(1);
  /// The pong must come within max(pong_least, 4 × smoothed round trip), at most pong_most. 3 s: a
  /// wake-up is verified within 3 s; 10 s: a half-open link is noticed within the activity timeout
  /// + 10 s.
  Span pong_least = seconds(3);
  Span pong_most = seconds(10);
  /// A Tick that comes this much after its deadline proves that the host slept or was throttled;
  /// texts may be waiting behind it, so it only probes.
  Span late_after = seconds(1);

  static constexpr void fields(auto& self, auto&& field) {
    field("activityTimeout", self.activity_timeout);
    field("activityLeast", self.activity_least);
    field("pongLeast", self.pong_least);
    field("pongMost", self.pong_most);
    field("lateAfter", self.late_after);
  }
};

struct AuthOptions {
  /// One request. 10 s: an auth endpoint that needs longer is broken, and a page waits for it.
  Span timeout = seconds(10);
  /// Requests under way at once; browsers allow 6 connections per host over HTTP/1.1.
  std::uint32_t at_once = 6;
  /// Backoff between tries after 408, 429, 5xx and network failures: full jitter as for reconnects.
  Span retry_first{500};
  Span retry_most = seconds(30);
  /// Longest Retry-After that is obeyed.
  Span retry_after_most = minutes(5);
  /// The host can renew credentials (`effect::RefreshCredentials`). Without it 401 and 419 are
  /// final.
  bool can_refresh = false;

  static constexpr void fields(auto& self, auto&& field) {
    field("timeout", self.timeout);
    field("atOnce", self.at_once);
    field("retryFirst", self.retry_first);
    field("retryMost", self.retry_most);
    field("retryAfterMost", self.retry_after_most);
    field("canRefresh", self.can_refresh);
  }
};

struct ChannelOptions {
  /// Time for the server to acknowledge a subscription; some servers never answer a refused one.
  Span subscribe_timeout = seconds(8);
  /// After the last lease is given back the subscription lives on this long: StrictMode, page
  /// navigation and hot reload give back and take again within a moment.
  Span linger{500};
  /// A presence member who leaves and comes back within this never left: a page reload.
  Span leave_grace = seconds(3);

  static constexpr void fields(auto& self, auto&& field) {
    field("subscribeTimeout", self.subscribe_timeout);
    field("linger", self.linger);
    field("leaveGrace", self.leave_grace);
  }
};

struct WhisperOptions {
  /// How long a whisper waits for its channel or for its turn. 30 s: longer than most reconnects,
  /// and 300 whispers at the 10 per second that Pusher allows.
  Span wait_most = seconds(30);
  /// How many may be sent in a second; 0: what the server allows, as far as that is known. Pusher's
  /// own servers allow 10 per second and connection; others are asked to take all, and are taken
  /// for such a one once they refuse with "too many".
  std::uint32_t per_second = 0;
  /// Largest frame with a whisper, envelope included. Reverb refuses frames over 10,000 bytes by
  /// default; Pusher takes 10 KB of data.
  std::uint32_t bytes = 10'000;
  /// Whispers that wait, over all channels.
  std::uint32_t queue = 1000;

  static constexpr void fields(auto& self, auto&& field) {
    field("waitMost", self.wait_most);
    field("perSecond", self.per_second);
    field("bytes", self.bytes);
    field("queue", self.queue);
  }
};

/// Bounds on what comes from outside. What exceeds one is refused with `Errc::TooLarge`.
struct Limits {
  std::uint32_t message_bytes =
      4 * 1024 * 1024;  ///< One text of a link. Servers cap at 10 KB–100 KB by default.
  std::uint32_t name_bytes = 4096;  ///< Channel and event names. Servers' own limits are lower:
                                    ///< Pusher 164, soketi and the official SDKs 200.
  std::uint32_t channels = 10'000;  ///< Channels held at once.
  std::uint32_t members = 100'000;  ///< Members of one presence channel.
  std::uint32_t auth_bytes = 64 * 1024;  ///< Body of an auth answer.
  std::uint32_t routes = 512;            ///< Routes handed out at once.
  std::uint32_t sealed = 256;  ///< Encrypted events of one channel that wait for decryption.

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

/// All of them. `check()` says whether an engine may be made of them.
struct Options {
  ReconnectOptions reconnect;
  LivenessOptions liveness;
  AuthOptions auth;
  ChannelOptions channels;
  WhisperOptions whispers;
  Limits limits;
  /// Seed of the jitter; the host draws it at random, a test fixes it.
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

/// How many quantities there are; they are numbered in the order of `fields`.
inline constexpr std::size_t kQuantities = 38;

/// Sets the quantity with this number (spans in milliseconds, choices by their index). False, and
/// nothing changed, when it is out of range. For hosts that know quantities by number only.
[[nodiscard]] bool set_quantity(Options& options, std::size_t number, double value);

/// The first thing wrong with these options (`Errc::BadOption`, the text names the option, its
/// value and the range), or nothing.
std::optional<Error> check(const Options& options);

}  // namespace oread
