// Where a Pusher server is found.
#pragma once

#include <string>

#include "oread/dialects.hpp"

namespace oread::pusher {

/// `{ws|wss}://HOST:PORT{PATH}/app/{KEY}?protocol=7&client=…&version=…` (Pusher protocol,
/// "Websocket connection"). Has a twin in TypeScript, `js/src/host/socket_url.ts`; a table test
/// compares the two.
std::string link_url(const PusherOptions& options);

}  // namespace oread::pusher
