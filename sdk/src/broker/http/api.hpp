// The HTTP API: finds the endpoint of a request, authenticates it, and calls the endpoint.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker::http {

/// Returns exactly one `effect::HttpResponse`.
void answer(Hub& hub, const in::HttpRequest& request);

}  // namespace oread::broker::http
