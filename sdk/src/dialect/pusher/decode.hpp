// Decodes a server's messages in the Pusher protocol into frames.
#pragma once

#include "dialect/scratch.hpp"
#include "oread/dialect.hpp"

namespace oread::pusher {

/// Passes the frames of one text to `out`. Tolerates what differs between servers: `data` may be a
/// string that contains JSON, a JSON value, or absent. Rejects anything that is not one JSON object
/// in UTF-8, repeats a key, or is nested too deeply. `scratch.begin(text)` must have been called.
void decode(View text, Scratch& scratch, FrameSink& out);

}  // namespace oread::pusher
