// Checks that a TLS peer's certificate is for the intended host.
#pragma once

#include <libwebsockets.h>

#include <optional>
#include <string>
#include <string_view>

namespace oread::native {

/// What is wrong with the peer of an established TLS connection, or nothing. OpenSSL has verified
/// the chain during the handshake; this checks the name or the address, because libwebsockets does
/// not check addresses.
std::optional<std::string> check_peer(lws* wsi, const std::string& host);

/// Why the TLS handshake failed, human-readable. Called while libwebsockets reports it as `said`.
std::string why_tls_failed(lws* wsi, std::string_view said);

}  // namespace oread::native
