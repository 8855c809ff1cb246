// What libwebsockets has parsed of a request or of an answer.
#pragma once

#include <libwebsockets.h>

#include <string>

namespace oread::native {

/// One header; empty when absent.
std::string header_value(lws* wsi, lws_token_indexes token);

}  // namespace oread::native
