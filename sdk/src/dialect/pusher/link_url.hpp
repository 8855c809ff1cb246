// Where a Pusher server is found.
#pragma once

#include "oread/dialects.hpp"

namespace oread::pusher {

/// Where links lead, with TLS or without:
/// `{ws|wss}://HOST:PORT{PATH}/app/{KEY}?protocol=7&client=…&version=…` (Pusher protocol,
/// "Websocket connection"). Has a twin in TypeScript, `js/src/pusher/link-urls.ts`;
/// tests/tables/link_urls.json holds for both.
String link_url(const PusherOptions& options, bool tls);

}  // namespace oread::pusher
