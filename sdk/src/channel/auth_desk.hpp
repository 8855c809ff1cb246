// How a channel asks for a signature. The directory knows nothing else about auth.
#pragma once

#include "support/step.hpp"

namespace oread {

/// The engine derives from it and defines its functions (engine.cpp).
class AuthDesk {
 public:
  /// Asks for `channel` on behalf of the live socket; a request that is under way is not repeated.
  void ask(View channel);
  void withdraw(View channel, Step& step);
};

}  // namespace oread
