// One queue of bytes for all effects of one input.
#pragma once

#include "oread/effect.hpp"

namespace oread::border {

/// Contains for each effect or event its tag, then its fields in order: numbers as f64, unaligned
/// and little-endian; texts after their length. Keeps its memory between calls.
extern String g_outbox;

}  // namespace oread::border
