// A certificate authority and server certificates, generated for each test run, so that nothing
// expires.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace oread::test {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};

/// A certificate with its key.
struct Identity {
  std::unique_ptr<EVP_PKEY, FreeKey> key;
  std::unique_ptr<X509, FreeCertificate> certificate;
};

/// A CA.
Identity make_authority();
/// A server certificate. `names` is a list in OpenSSL's format: "DNS:localhost,IP:127.0.0.1".
Identity make_server(const Identity& authority, const std::string& names);

/// The certificate as a PEM file that exists as long as this object.
class PemFile {
 public:
  explicit PemFile(const Identity& identity);
  ~PemFile();
  PemFile(const PemFile&) = delete;
  PemFile& operator=(const PemFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace oread::test
