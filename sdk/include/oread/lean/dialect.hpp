// The dialect of a lean build, without a virtual table; included by dialect.hpp.
#pragma once

namespace oread {

namespace pusher {
class Pusher;
}
/// The only dialect. Its functions are those of `Dialect` in dialect.hpp.
using Dialect = pusher::Pusher;

/// The functions of `Dialect` that have a default.
struct DialectBase {
  [[nodiscard]] static constexpr Asks asks() { return Asks::Nothing; }
  static constexpr AfterClose attempt_failed() { return AfterClose::BackOff; }
};

}  // namespace oread
