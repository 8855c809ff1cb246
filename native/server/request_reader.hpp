// Reconstructs a request line from what libwebsockets has parsed.
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
  std::optional<std::size_t> length;  ///< Content-Length; nothing if missing.
  bool broken = false;                ///< Invalid length, two kinds of framing, or a chunked GET.
  bool comes = false;                 ///< libwebsockets reads a body, or treats data as one.
  bool waits = false;                 ///< The client sends the body after our "100 Continue".
};

/// Everything except the body. Nothing if there is no valid request line.
std::optional<HttpRequest> read_request(lws* wsi);

BodyFraming read_framing(lws* wsi);

}  // namespace oread::server
