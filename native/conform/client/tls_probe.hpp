// Whether a client that begins with TLS accepts a certificate that nobody has signed.
#pragma once

#include <string>

namespace oread::conform {

/// Shakes hands on this socket as a server with a certificate that only itself has signed; `begun`
/// is what was read from the socket before. Returns whether the client goes on with it. Waits a few
/// seconds at most, and leaves the socket open.
bool trusts_anybody(int socket, const std::string& begun);

}  // namespace oread::conform
