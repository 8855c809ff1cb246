// Interprets a server's response to an event, for `oread publish` and `oread doctor`.
#pragma once

#include <string>

#include "http.hpp"

namespace oread::command {

struct PublishAnswer {
  bool taken = false;
  int status = 0;      ///< soketi returns 200 and puts the real code into the body.
  std::string said;    ///< The server's message, shortened.
  std::string change;  ///< What to do if the event was not accepted; may be empty.
};

PublishAnswer judge_publish(const native::HttpAnswer& answer);

}  // namespace oread::command
