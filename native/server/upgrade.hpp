// Validates upgrade requests: libwebsockets itself checks neither the version, the key nor the
// method, and accepts HTTP/2 but handles it badly.
#pragma once

#include <libwebsockets.h>

namespace oread::server {

/// Validates an upgrade to `wanted`, which is libwebsockets' own copy of the header. Returns 0 to
/// continue; -1 if it was refused with a response and the connection must be closed.
int judge_upgrade(lws* wsi, char* wanted);

/// Tells a client that waits with its body (`Expect: 100-continue`) to send it. Returns 0 on
/// success.
int say_continue(lws* wsi);

}  // namespace oread::server
