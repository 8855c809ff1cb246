#include "peer_check.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>

#include "url.hpp"

namespace oread::native {
namespace {

struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};

}  // namespace

std::optional<std::string> check_peer(lws* wsi, const std::string& host) {
  SSL* ssl = lws_get_ssl(wsi);
  if (ssl == nullptr) return "the connection is not encrypted";
  const std::unique_ptr<X509, FreeCertificate> certificate(SSL_get1_peer_certificate(ssl));
  if (!certificate) return "the server showed no certificate";
  const long verdict = SSL_get_verify_result(ssl);
  if (verdict != X509_V_OK) return X509_verify_cert_error_string(verdict);
  const bool right = is_address(host)
                         ? X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1
                         : X509_check_host(certificate.get(), host.data(), host.size(),
                                           X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1;
  if (!right) return "the certificate was made for another host than " + host;
  return std::nullopt;
}

}  // namespace oread::native
