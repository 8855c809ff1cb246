// Randomness from the kernel: the seed of an engine's jitter.
#pragma once

#include <cstdint>

namespace oread::native {

/// 32 unpredictable bits. Waits, early at boot, until the kernel has any.
std::uint32_t random_seed();

}  // namespace oread::native
