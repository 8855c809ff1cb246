// Randomness from the kernel, as the seed of an engine's jitter.
#pragma once

#include <cstdint>

namespace oread::native {

/// 32 unpredictable bits. Early at boot, waits until the kernel has enough entropy.
std::uint32_t random_seed();

}  // namespace oread::native
