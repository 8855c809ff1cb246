// The URLs of a Pusher server.
#pragma once

#include "oread/dialects.hpp"

namespace oread::pusher {

/// The URL of a link, with or without TLS:
/// `{ws|wss}://HOST:PORT{PATH}/app/{KEY}?protocol=7&client=…&version=…` (Pusher protocol,
/// "Websocket connection"). `js/src/pusher/link-urls.ts` has the same function in TypeScript;
/// tests/tables/link_urls.json tests both.
String link_url(const PusherOptions& options, bool tls);

}  // namespace oread::pusher
