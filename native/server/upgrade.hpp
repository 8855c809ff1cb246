// Whether an upgrade that a request asks for makes sense: libwebsockets itself does not look at the
// version, the key or the method, and speaks HTTP/2 to whoever asks, badly.
#pragma once

#include <libwebsockets.h>

namespace oread::server {

/// Judges an upgrade to `wanted`, which is libwebsockets' own copy of the header. 0: go on; -1: it
/// has been refused with a word, hang up.
int judge_upgrade(lws* wsi, char* wanted);

/// Tells a client that waits with its body (`Expect: 100-continue`) to send it. 0 when it could.
int say_continue(lws* wsi);

}  // namespace oread::server
