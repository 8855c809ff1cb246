// The time zone of the tests, so that the times on a board do not depend on the machine.
#pragma once

#include <cstdlib>
#include <ctime>

#include "clock.hpp"

namespace kiosk {

/// 14 November 2026, 12:04:31.
inline constexpr std::time_t kNoon = 1794657871;

inline const bool kInUtc = [] {
  setenv("TZ", "UTC", 1);
  tzset();
  return true;
}();

/// So many seconds after noon.
inline Now at(int seconds) {
  return {kNoon + seconds, oread::Time(oread::Millis(1'000'000 + seconds * 1000))};
}

}  // namespace kiosk
