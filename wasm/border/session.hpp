// One engine behind the border: bytes in, bytes out. What embind exports (bindings.cpp) and what
// the fuzzer drives (tests/fuzz/fuzz_border.cpp).
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread::border {

/// A place for `size` bytes, good until the next call; null when that is more than any input may
/// take.
char* room(std::uint32_t size);

/// Gives the engine what is in that place: the options first, then inputs. Answers with the outbox:
/// its size and the deadline (infinity for none), then the effects. Bytes that are neither are
/// answered with a ConnectionError.
View tell(double now);

/// As if nothing had been told yet.
void restart();

}  // namespace oread::border
