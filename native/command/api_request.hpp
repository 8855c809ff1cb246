// Signed requests to a server's HTTP API.
#pragma once

#include <string>

#include "http.hpp"
#include "server_address.hpp"

namespace oread::command {

/// An app's credentials on its server.
struct App {
  std::string id;
  std::string key;
  std::string secret;
};

/// A request that publishes `body`, the JSON that POST /apps/ID/events expects, signed with the
/// current time. The signed path starts at /apps: the proxy or server removes any prefix of the
/// address.
native::HttpRequest events_request(const ServerAddress& server, const App& app, std::string body);

/// Runs a loop until the response arrives. Errors: LinkFailed, Timeout.
Result<native::HttpAnswer> wait_for(native::HttpRequest request);

}  // namespace oread::command
