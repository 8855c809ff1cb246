// One engine behind the border: bytes in, bytes out. For embind (bindings.cpp) and the fuzzer
// (tests/fuzz/border).
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread::border {

/// Memory for `size` bytes of input, valid until the next call; null if `size` exceeds the largest
/// input.
char* room(std::uint32_t size);

/// Passes the bytes in `room()` to the engine: the options first, then inputs. Returns the outbox:
/// its size and the deadline (infinity if no timer is set), then the effects. Invalid bytes cause a
/// ConnectionError.
View tell(double now);

/// Discards the engine; the next bytes are options again.
void restart();

}  // namespace oread::border
