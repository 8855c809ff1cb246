// Requests to the HTTP API of a server, signed and waited for.
#pragma once

#include <string>

#include "http.hpp"
#include "server_address.hpp"

namespace oread::command {

/// An app as its server knows it.
struct App {
  std::string id;
  std::string key;
  std::string secret;
};

/// Publishes `body`, JSON as POST /apps/ID/events wants it; signed for this second. What is signed
/// begins at /apps: a prefix of the address is known to the proxy or the server, which takes it
/// off.
native::HttpRequest events_request(const ServerAddress& server, const App& app, std::string body);

/// Runs a loop until the answer is there. Errors: LinkFailed, Timeout.
Result<native::HttpAnswer> wait_for(native::HttpRequest request);

}  // namespace oread::command
