// What a server answered to an event, for `oread publish` and `oread doctor`.
#pragma once

#include <string>

#include "http.hpp"

namespace oread::command {

struct PublishAnswer {
  bool taken = false;
  int status = 0;      ///< What it means: soketi says 200 and writes the real code into the body.
  std::string said;    ///< The server's words, shortened.
  std::string change;  ///< What to do, when it was not taken; may be empty.
};

PublishAnswer judge_publish(const native::HttpAnswer& answer);

}  // namespace oread::command
