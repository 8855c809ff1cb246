// Marks a frame that cannot be read.
#pragma once

#include "oread/frame.hpp"

namespace oread::socketio {

/// `what` says what it is not: "not an event".
inline void spoil(Frame& frame, const char* what) {
  frame.kind = Frame::Kind::Bad;
  frame.text = what;
}

}  // namespace oread::socketio
