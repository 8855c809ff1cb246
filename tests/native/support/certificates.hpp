// A certificate authority and servers' certificates, made anew for each test run: nothing expires.
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

/// A CA of its own.
Identity make_authority();
/// A server's certificate. `names` is a list as OpenSSL reads it: "DNS:localhost,IP:127.0.0.1".
Identity make_server(const Identity& authority, const std::string& names);

/// The certificate as a PEM file that lives as long as this object.
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
