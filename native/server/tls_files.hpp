// What is wrong with the files of a TLS server, before libwebsockets fails at them without a word.
#pragma once

#include <optional>
#include <string>

namespace oread::server {

/// The first thing wrong with a certificate chain and its key, both PEM files, as a sentence that
/// says what to do; nothing when TLS can be set up with them. Asks nobody for a pass phrase.
std::optional<std::string> check_tls_files(const std::string& cert_file,
                                           const std::string& key_file);

}  // namespace oread::server
