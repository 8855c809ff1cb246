// What options may be. Bounds keep arithmetic from overflowing and a typing error from becoming a
// flood.
#include "oread/options.hpp"

#include <string_view>

namespace oread {

namespace {

constexpr Millis kDay = std::chrono::hours(24);

class Checker {
 public:
  void within(std::string_view option, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (error_ || (value >= least && value <= most)) return;
    std::string text(option);
    text.append(" is ").append(std::to_string(value));
    text.append("; allowed: ")
        .append(std::to_string(least))
        .append(" to ")
        .append(std::to_string(most));
    error_ = Error{Errc::BadOption, 0, std::move(text)};
  }
  void within(std::string_view option, Millis value, Millis least, Millis most = kDay) {
    within(option, value.count(), least.count(), most.count());
  }
  [[nodiscard]] std::optional<Error> error() && { return std::move(error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace

std::optional<Error> check(const Options& options) {
  constexpr Millis kMoment{1};
  constexpr std::int64_t kMany = 1'000'000;
  Checker check;
  const ReconnectOptions& reconnect = options.reconnect;
  check.within("reconnect.first", reconnect.first, kMoment);
  check.within("reconnect.factorPercent", reconnect.factor_percent, 100, 1000);
  check.within("reconnect.most", reconnect.most, reconnect.first);
  check.within("reconnect.attemptTimeout", reconnect.attempt_timeout, Millis{100});
  check.within("reconnect.healthyAfter", reconnect.healthy_after, Millis{0});
  check.within("reconnect.unavailableAfter", reconnect.unavailable_after, kMoment);
  check.within("reconnect.busyLeast", reconnect.busy_least, Millis{100});
  check.within("reconnect.promptMost", reconnect.prompt_most, Millis{0});
  check.within("reconnect.offlineProbe", reconnect.offline_probe, Millis{0});
  check.within("reconnect.onFatal", static_cast<int>(reconnect.on_fatal), 0, 1);
  check.within("reconnect.fatalRetry", reconnect.fatal_retry, seconds(1));
  const LivenessOptions& liveness = options.liveness;
  check.within("liveness.activityLeast", liveness.activity_least, Millis{100});
  check.within("liveness.activityTimeout", liveness.activity_timeout, liveness.activity_least);
  check.within("liveness.pongLeast", liveness.pong_least, Millis{100});
  check.within("liveness.pongMost", liveness.pong_most, liveness.pong_least);
  check.within("liveness.lateAfter", liveness.late_after, Millis{0});
  const AuthOptions& auth = options.auth;
  check.within("auth.timeout", auth.timeout, Millis{100});
  check.within("auth.atOnce", auth.at_once, 1, 1000);
  check.within("auth.retryFirst", auth.retry_first, kMoment);
  check.within("auth.retryMost", auth.retry_most, auth.retry_first);
  check.within("auth.retryAfterMost", auth.retry_after_most, Millis{0});
  check.within("channels.subscribeTimeout", options.channels.subscribe_timeout, Millis{100});
  check.within("channels.linger", options.channels.linger, Millis{0});
  check.within("channels.leaveGrace", options.channels.leave_grace, Millis{0});
  check.within("whispers.waitMost", options.whispers.wait_most, Millis{0});
  check.within("whispers.perSecond", options.whispers.per_second, 1, 1000);
  check.within("whispers.bytes", options.whispers.bytes, 1, 64 * kMany);
  check.within("whispers.queue", options.whispers.queue, 1, kMany);
  const Limits& limits = options.limits;
  check.within("limits.messageBytes", limits.message_bytes, 1024, 1024 * kMany);
  check.within("limits.nameBytes", limits.name_bytes, 1, 64 * 1024);
  check.within("limits.channels", limits.channels, 1, kMany);
  check.within("limits.members", limits.members, 1, 10 * kMany);
  check.within("limits.authBytes", limits.auth_bytes, 256, 64 * kMany);
  check.within("limits.routes", limits.routes, 0, kMany);
  check.within("limits.sealed", limits.sealed, 1, kMany);
  return std::move(check).error();
}

}  // namespace oread
