// The frame sink of a lean build, without a virtual table; included by frame.hpp.
#pragma once

namespace oread {

/// Receives the frames of one message, in order. The engine, the only sink, defines `take`.
class FrameSink {
 public:
  void take(Frame& frame);
};

}  // namespace oread
