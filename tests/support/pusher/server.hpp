// A server of the Pusher protocol for tests.
#pragma once

#include <memory>

#include "oread/dialects.hpp"
#include "support/good_server.hpp"

namespace oread::test {

inline PusherOptions pusher_options() {
  PusherOptions options;
  options.key = "app-key";
  options.host = "ws.test";
  return options;
}

std::shared_ptr<const GoodServer> pusher_server(const PusherOptions& options = pusher_options());

}  // namespace oread::test
