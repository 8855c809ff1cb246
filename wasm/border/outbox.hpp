// One queue of bytes for all effects that one input caused.
#pragma once

#include "oread/effect.hpp"

namespace oread::border {

/// Of each effect or event its tag, then its fields in order: numbers as f64, unaligned and
/// little-endian, texts behind their length. It keeps its memory from call to call.
extern String g_outbox;

}  // namespace oread::border
