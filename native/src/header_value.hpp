// Reads headers that libwebsockets has parsed.
#pragma once

#include <libwebsockets.h>

#include <string>

namespace oread::native {

/// One header; empty if missing.
std::string header_value(lws* wsi, lws_token_indexes token);

}  // namespace oread::native
