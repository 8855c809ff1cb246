// How TLS connections are made and whom they trust.
#pragma once

#include <string>

namespace oread::native {

/// Verification is always on: there is no switch for it. A server with a certificate of its own is
/// reached by naming the CA that signed it.
struct TlsOptions {
  /// PEM file with the CAs to trust, instead of the system's; empty: the system's.
  std::string ca_file;

  friend bool operator==(const TlsOptions&, const TlsOptions&) = default;
};

}  // namespace oread::native
