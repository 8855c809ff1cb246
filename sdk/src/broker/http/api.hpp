// The HTTP API: finds the endpoint of a request, authenticates it, lets the endpoint answer.
#pragma once

#include "broker/hub.hpp"

namespace oread::broker::http {

/// Answers with exactly one `effect::HttpResponse`.
void answer(Hub& hub, const in::HttpRequest& request);

}  // namespace oread::broker::http
