// TLS settings and trusted CAs.
#pragma once

#include <string>

namespace oread::native {

/// Verification cannot be switched off. For a server with a private CA, name that CA.
struct TlsOptions {
  /// PEM file with the CAs to trust instead of the system's; empty: the system's.
  std::string ca_file;

  friend bool operator==(const TlsOptions&, const TlsOptions&) = default;
};

}  // namespace oread::native
