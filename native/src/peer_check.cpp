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

// Not signed by a trusted authority.
bool is_unknown(long verdict) {
  return verdict == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT ||
         verdict == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
         verdict == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
         verdict == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
         verdict == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
}

}  // namespace

std::optional<std::string> check_peer(lws* wsi, const std::string& host) {
  SSL* ssl = lws_get_ssl(wsi);
  if (ssl == nullptr) return "the connection is not encrypted";
  const std::unique_ptr<X509, FreeCertificate> certificate(SSL_get1_peer_certificate(ssl));
  if (!certificate) return "the server sent no certificate";
  const long verdict = SSL_get_verify_result(ssl);
  if (verdict != X509_V_OK) return X509_verify_cert_error_string(verdict);
  const bool right = is_address(host)
                         ? X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1
                         : X509_check_host(certificate.get(), host.data(), host.size(),
                                           X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1;
  if (!right) return "the certificate is not for the host " + host;
  return std::nullopt;
}

std::string why_tls_failed(lws* wsi, std::string_view said) {
  SSL* ssl = wsi == nullptr ? nullptr : lws_get_ssl(wsi);
  const long verdict = ssl == nullptr ? X509_V_OK : SSL_get_verify_result(ssl);
  if (verdict != X509_V_OK) {
    return std::string("the server's certificate is not trusted: ") +
           X509_verify_cert_error_string(verdict) +
           (is_unknown(verdict) ? ". For a private CA, set TlsOptions::ca_file" : "");
  }
  // OpenSSL knows more, but libwebsockets has discarded it.
  if (said.find("SSL err") != std::string_view::npos) {
    return "the server does not use TLS on this port, or has no TLS version or cipher in "
           "common with this client";
  }
  return "the connection ended during the handshake";
}

}  // namespace oread::native
