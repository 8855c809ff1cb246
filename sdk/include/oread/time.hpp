// The engine's time: a number passed in by the host, never read from a clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace oread {

using std::chrono::minutes;
using std::chrono::seconds;
using Millis = std::chrono::duration<std::int64_t, std::milli>;
/// A duration in the options: at most 24 days, in half the space.
using Span = std::chrono::duration<std::int32_t, std::milli>;

/// The host's monotonic clock, including suspend (CLOCK_BOOTTIME natively). It has no `now()`: code
/// in `sdk/` cannot read the time, the host passes it in.
struct HostClock {
  using duration = Millis;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<HostClock, Millis>;
  static constexpr bool is_steady = true;
};

/// A point in time, in milliseconds since an origin that only the host knows.
using Time = HostClock::time_point;

}  // namespace oread
