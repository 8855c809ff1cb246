// Checks the files of a TLS server, because libwebsockets rejects them without a reason.
#pragma once

#include <optional>
#include <string>

namespace oread::server {

/// The first error in a certificate chain and its key, both PEM files, as a sentence that says what
/// to do; nothing if TLS can be set up with them. Does not prompt for a pass phrase.
std::optional<std::string> check_tls_files(const std::string& cert_file,
                                           const std::string& key_file);

}  // namespace oread::server
