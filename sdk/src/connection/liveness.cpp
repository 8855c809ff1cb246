#include "connection/liveness.hpp"

#include <algorithm>

namespace oread {

Liveness::Liveness(const LivenessOptions& options, Millis server_idle_for, Millis round_trip,
                   Time now)
    : options_(&options),
      idle_for_(options.activity_timeout),
      round_trip_(round_trip),
      last_heard_(now) {
  if (server_idle_for > Millis{0})
    idle_for_ = std::min(idle_for_, std::max<Millis>(server_idle_for, options.activity_min));
}

void Liveness::heard(Time at) {
  last_heard_ = std::max(last_heard_, at);
  if (pong_due_ == kNever || at < pinged_at_) return;
  // Smoothed as in RFC 6298: one eighth of the new measurement.
  round_trip_ += (at - pinged_at_ - round_trip_) / 8;
  pong_due_ = kNever;
}

Liveness::Verdict Liveness::tick(Time now) {
  if (now < deadline()) return Verdict::Alive;
  if (pong_due_ != kNever && now - pong_due_ <= options_->late_after) return Verdict::Dead;
  ping(now, options_->pong_max);
  return Verdict::Ping;
}

bool Liveness::probe(Time now) {
  // Whoever woke up waits for the verdict: no longer than pong_min, also on a slow network.
  // A ping that is under way already will tell.
  if (pong_due_ != kNever && now < pong_due_) {
    pong_due_ = std::min(pong_due_, now + options_->pong_min);
    return false;
  }
  ping(now, options_->pong_min);
  return true;
}

void Liveness::ping(Time now, Millis max_wait) {
  pinged_at_ = now;
  pong_due_ = now + std::min(max_wait, std::max<Millis>(options_->pong_min, round_trip_ * 4));
}

}  // namespace oread
