#include "server/clocks.hpp"

#include <sys/random.h>
// POSIX: the C++ header may lack clock_gettime.
#include <time.h>  // NOLINT(modernize-deprecated-headers)

#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>

namespace oread::server {
namespace {

std::int64_t milliseconds(clockid_t clock) {
  timespec value{};
  clock_gettime(clock, &value);
  return static_cast<std::int64_t>(value.tv_sec) * 1000 + value.tv_nsec / 1'000'000;
}

}  // namespace

broker::Now now() {
  return {Time(Millis(milliseconds(CLOCK_BOOTTIME))), milliseconds(CLOCK_REALTIME)};
}

std::uint64_t entropy() {
  std::uint64_t value = 0;
  while (getrandom(&value, sizeof value, 0) != static_cast<ssize_t>(sizeof value)) {
    // With a guessable socket id, attackers could obtain signatures in advance; so abort instead.
    if (errno != EINTR) std::abort();
  }
  return value;
}

std::string random_secret() {
  char text[33];
  std::snprintf(text, sizeof text, "%016" PRIx64 "%016" PRIx64, entropy(), entropy());
  return text;
}

}  // namespace oread::server
