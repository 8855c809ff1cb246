// Server texts of the Pusher protocol, read into frames.
#pragma once

#include "dialect/pusher/scratch.hpp"
#include "oread/dialect.hpp"

namespace oread::pusher {

/// Gives the frames of one text to `out`. Tolerant where servers differ: `data` may be a string
/// that holds JSON, JSON itself, or absent. Strict where it matters: one object, no key twice,
/// bounded depth, UTF-8. `scratch` must have begun with `text`.
void decode(View text, Scratch& scratch, FrameSink& out);

}  // namespace oread::pusher
