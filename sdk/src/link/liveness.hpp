// Whether the server is still there: after a silence it is pinged, and without an answer it is
// given up.
#pragma once

#include "oread/options.hpp"
#include "oread/session.hpp"
#include "oread/time.hpp"
#include "support/next_timer.hpp"

namespace oread {

/// The heartbeat of one live link. Time stamps decide, not timers: a Tick that comes late shows
/// that the host slept, and messages may be waiting behind it, so the server is only pinged again.
class Liveness {
 public:
  enum class Verdict : std::uint8_t { Alive, Ping, Dead };

  /// `heartbeat`: what the server said. `round_trip`: a first measurement.
  void start(const LivenessOptions& options, const Heartbeat& heartbeat, Millis round_trip,
             Time now);

  /// A text came at `at`. Any text proves life, not only a pong (Pusher protocol, "Ping and pong").
  void heard(Time at);
  /// What is to be done now. After `Ping` the caller must send one.
  [[nodiscard]] Verdict tick(const LivenessOptions& options, Time now);
  /// Something is suspicious (wake-up, network change): true when a ping must be sent now.
  [[nodiscard]] bool probe(const LivenessOptions& options, Time now);

  [[nodiscard]] Time deadline() const {
    if (pong_due_ != kNever) return pong_due_;
    const bool is_regular = kUses.regular_pings && heartbeat_.is_regular;
    return (is_regular ? pinged_at_ : last_heard_) + heartbeat_.silence;
  }
  /// "pong": an answer is awaited; "ping": one will be sent; "silence": the server must ping.
  void timers(NextTimer& next) const {
    next.add(pong_due_ != kNever ? "pong" : is_pinged() ? "silence" : "ping", deadline());
  }

 private:
  /// The server pings, and we must not.
  [[nodiscard]] bool is_pinged() const { return kUses.server_pings && heartbeat_.by_server; }
  void ping(const LivenessOptions& options, Time now, Millis max_wait);

  Heartbeat heartbeat_;  ///< `silence` is the one that counts.
  Millis round_trip_{};
  Time last_heard_{};
  Time pinged_at_{};
  Time pong_due_ = kNever;  ///< While a ping, or a silence that may be our own, waits for its end.
};

}  // namespace oread
