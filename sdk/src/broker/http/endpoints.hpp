// The endpoints of the HTTP API, one function each, one file per group.
#pragma once

#include <string>

#include "broker/http/response.hpp"
#include "broker/hub.hpp"
#include "broker/url_query.hpp"

namespace oread::broker::http {

/// A request that is authenticated as the app's backend.
struct Call {
  AppState& app;
  std::string argument;  ///< The channel or user in the path, decoded.
  const Query& query;
  const std::string& body;
};

Response post_events(Hub& hub, const Call& call);
Response post_batch_events(Hub& hub, const Call& call);
Response get_connections(Hub& hub, const Call& call);
Response get_channels(Hub& hub, const Call& call);
Response get_channel(Hub& hub, const Call& call);
Response get_channel_users(Hub& hub, const Call& call);
Response post_terminate(Hub& hub, const Call& call);

}  // namespace oread::broker::http
