// The interfaces of a dialect in a lean build, without virtual tables; included by dialect.hpp.
#pragma once

namespace oread {

/// Receives the frames of one message, in order. The engine, the only sink, defines `take`.
class FrameSink {
 public:
  void take(Frame& frame);
};

namespace pusher {
class Pusher;
}
/// The only dialect. Its functions are those of `Dialect` in dialect.hpp.
using Dialect = pusher::Pusher;

}  // namespace oread
