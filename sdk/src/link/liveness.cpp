#include "link/liveness.hpp"

#include <algorithm>

namespace oread {

namespace {

/// The longest silence that a server may name for itself. A longer one counts as not specified.
constexpr Millis kLongestSilence{86'400'000};

}  // namespace

void Liveness::start(const LivenessOptions& options, const Heartbeat& heartbeat, Millis round_trip,
                     Time now) {
  if (kUses.server_pings) heartbeat_ = heartbeat;
  if (kUses.regular_pings) pinged_at_ = now;
  round_trip_ = round_trip;
  last_heard_ = now;
  pong_due_ = kNever;
  const bool is_said = heartbeat.silence > Millis{0};
  heartbeat_.silence = std::max<Millis>(heartbeat.silence, options.activity_min);
  const bool is_too_long =
      heartbeat_.silence > (is_pinged() ? kLongestSilence : Millis{options.activity_timeout});
  if (!is_said || is_too_long) heartbeat_.silence = options.activity_timeout;
}

void Liveness::heard(Time at) {
  last_heard_ = std::max(last_heard_, at);
  if (pong_due_ == kNever || at < pinged_at_) return;
  // Smoothed as in RFC 6298: one eighth of the new measurement.
  round_trip_ += (at - pinged_at_ - round_trip_) / 8;
  pong_due_ = kNever;
}

Liveness::Verdict Liveness::tick(const LivenessOptions& options, Time now) {
  if (now < deadline()) return Verdict::Alive;
  if ((pong_due_ != kNever || is_pinged()) && now - deadline() <= options.late_after) {
    return Verdict::Dead;
  }
  ping(options, now, options.pong_max);
  return is_pinged() ? Verdict::Alive : Verdict::Ping;
}

bool Liveness::probe(const LivenessOptions& options, Time now) {
  if (is_pinged()) return false;
  // The user of a device that woke up waits for the verdict: no longer than pong_min, also on a
  // slow network. The answer to a ping that is under way already is enough.
  if (pong_due_ != kNever && now < pong_due_) {
    pong_due_ = std::min(pong_due_, now + options.pong_min);
    return false;
  }
  ping(options, now, options.pong_min);
  return true;
}

void Liveness::ping(const LivenessOptions& options, Time now, Millis max_wait) {
  pinged_at_ = now;
  Millis wait = std::max<Millis>(options.pong_min, round_trip_ * 4);
  if (kUses.server_pings && heartbeat_.answer_within > Millis{0}) wait = heartbeat_.answer_within;
  pong_due_ = now + std::min(max_wait, wait);
}

}  // namespace oread
