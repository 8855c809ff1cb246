// Whether the certificate of a TLS peer was made for the host that we meant.
#pragma once

#include <libwebsockets.h>

#include <optional>
#include <string>
#include <string_view>

namespace oread::native {

/// What is wrong with the peer of an established TLS connection, or nothing. The chain has been
/// verified by OpenSSL during the handshake; this is the check of the name, or of the address, for
/// which libwebsockets has none.
std::optional<std::string> check_peer(lws* wsi, const std::string& host);

/// Why the TLS handshake failed, for people. Called while libwebsockets reports it as `said`.
std::string why_tls_failed(lws* wsi, std::string_view said);

}  // namespace oread::native
