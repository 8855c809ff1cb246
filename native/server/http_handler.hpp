// Between a connection that reads requests and the code that responds to them.
#pragma once

#include "oread/ids.hpp"
#include "server/http_message.hpp"

namespace oread::server {

/// Waits for the response to one request.
class HttpCaller {
 public:
  virtual ~HttpCaller() = default;
  /// Headers for the response to this request, whatever it is.
  virtual void add_headers(HttpHeaders headers) = 0;
  /// Responds to the request that was last passed to the handler.
  virtual void answer(HttpAnswer answer) = 0;

  /// Set by the handler while it waits for a response of the broker; otherwise 0.
  RequestId awaited;
};

/// Handles the requests.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Calls `caller.answer()` exactly once, now or later.
  virtual void handle(HttpCaller& caller, HttpRequest request) = 0;
  /// This caller's connection is closed: do not respond any more.
  virtual void forget(HttpCaller& caller) = 0;
};

}  // namespace oread::server
