// One call of `Engine::handle` in progress: the time, and the sink for its effects.
#pragma once

#include "oread/effect.hpp"
#include "oread/time.hpp"

namespace oread {

struct Step {
  Time now{};
  EffectSink* sink = nullptr;

  /// An effect that the host must carry out, or an event for the app.
  template <class T>
  [[gnu::always_inline]] void does(T&& effect) {
    sink->take(static_cast<T&&>(effect));
  }
};

}  // namespace oread
