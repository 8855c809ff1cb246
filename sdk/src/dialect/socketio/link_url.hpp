// The addresses of an Engine.IO server.
#pragma once

#include "oread/dialects.hpp"

namespace oread::socketio {

/// `{ws|wss|http|https}://HOST[:PORT]{PATH}/?{QUERY&}EIO=4&transport={websocket|polling}`
/// (Engine.IO protocol, "URL"). The port is left out where the scheme implies it.
String link_url(const SocketIoOptions& options, Carrier carrier);

}  // namespace oread::socketio
