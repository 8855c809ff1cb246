// Where a channel turns for a signature. The directory knows nothing else about auth.
#pragma once

#include "support/step.hpp"

namespace oread {

class AuthDesk {
 public:
  /// Ask for `channel` on behalf of the live socket; a request that is under way is not repeated.
  virtual void ask(View channel, Step& step) = 0;
  virtual void withdraw(View channel, Step& step) = 0;

 protected:
  ~AuthDesk() = default;
};

}  // namespace oread
