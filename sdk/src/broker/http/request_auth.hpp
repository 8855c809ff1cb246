// Authenticates requests of the HTTP API by the app's secret.
#pragma once

#include <optional>

#include "broker/http/response.hpp"
#include "broker/hub.hpp"
#include "broker/url_query.hpp"

namespace oread::broker::http {

/// The refusal, or nothing if key, version, time, body and signature are correct.
std::optional<Response> refusal_of(Hub& hub, AppState& app, const in::HttpRequest& request,
                                   const Query& query);

}  // namespace oread::broker::http
