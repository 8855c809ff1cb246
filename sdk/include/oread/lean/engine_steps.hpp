// The three parts of `Engine::handle`, for hosts whose code must be small.
#pragma once

#include "oread/engine.hpp"

namespace oread {

/// Call them in this order, once each, for every input. `handle` is a template: a host that takes
/// every kind of input would contain `begin` and `settle` once for each of them.
class EngineSteps {
 public:
  static Step& begin(Engine& engine, Time now, EffectSink& sink) { return engine.begin(now, sink); }
  template <class AnyInput>
  static void give(Engine& engine, const AnyInput& input, Step& step) {
    engine.give(input, step);
  }
  static void settle(Engine& engine, Step& step) { engine.settle(step); }
};

}  // namespace oread
