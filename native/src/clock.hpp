// The host's clock: monotonic, and includes time in suspend.
#pragma once

#include <ctime>

#include "oread/time.hpp"

namespace oread::native {

inline Time boot_time() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return Time{Millis{std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000}};
}

}  // namespace oread::native
