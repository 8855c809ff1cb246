// POST users/{id}/terminate_connections.
#include "broker/users.hpp"

#include "broker/http/endpoints.hpp"

namespace oread::broker::http {

Response post_terminate(Hub& hub, const Call& call) {
  terminate(hub, call.app, call.argument);
  return ok();
}

}  // namespace oread::broker::http
