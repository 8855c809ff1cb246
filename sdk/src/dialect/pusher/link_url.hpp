// Where a Pusher server is found.
#pragma once

#include "oread/dialects.hpp"

namespace oread::pusher {

/// Appends where links lead, with TLS or without:
/// `{ws|wss}://HOST:PORT{PATH}/app/{KEY}?protocol=7&client=…&version=…` (Pusher protocol,
/// "Websocket connection"). Has a twin in TypeScript, `js/src/host/socket_url.ts`; a table test
/// compares the two.
void append_link_url(const PusherOptions& options, bool tls, String& out);

}  // namespace oread::pusher
