#include "entropy.hpp"

#include <sys/random.h>

#include <cerrno>
#include <ctime>

namespace oread::native {

std::uint32_t random_seed() {
  std::uint32_t seed = 0;
  ssize_t got = 0;
  do {
    got = getrandom(&seed, sizeof seed, 0);
  } while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof seed)) return seed;
  // A sandbox may forbid the call. Jitter only has to differ between clients.
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return static_cast<std::uint32_t>(now.tv_nsec) ^
         static_cast<std::uint32_t>(now.tv_sec * 2654435761U);
}

}  // namespace oread::native
