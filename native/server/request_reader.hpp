// A request as libwebsockets has parsed it, turned back into what stood in the request line.
#pragma once

#include <libwebsockets.h>

#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.hpp"

namespace oread::server {

/// How the body of a request is framed.
struct BodyFraming {
  bool chunked = false;
  std::optional<std::size_t> length;  ///< Content-Length; nothing when absent.
  bool broken = false;  ///< A Content-Length that is no number, two kinds at once, chunks of a GET.
  bool comes = false;   ///< libwebsockets reads a body, or what it takes for one.
  bool waits = false;   ///< The body comes when we have said "100 Continue".
};

/// Everything but the body. Nothing when there is no request line that we understand.
std::optional<HttpRequest> read_request(lws* wsi);

BodyFraming read_framing(lws* wsi);

}  // namespace oread::server
