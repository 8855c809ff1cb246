// One call of `Engine::handle` while it is under way: the moment, and what it has caused so far.
#pragma once

#include <utility>

#include "oread/effect.hpp"
#include "oread/time.hpp"

namespace oread {

struct Step {
  Time now;
  Effects& effects;

  void does(Effect effect) { effects.push_back(std::move(effect)); }
  void tells(Event event) { effects.emplace_back(effect::Announce{std::move(event)}); }
};

}  // namespace oread
