#include "conform/client/tls_probe.hpp"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <memory>

namespace oread::conform {
namespace {

constexpr std::chrono::milliseconds kShakeTime{3000};
constexpr long kDay = 24L * 3600;

template <auto kFree>
struct Freed {
  void operator()(auto* what) const { kFree(what); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freed<SSL_free>>;

/// A server's context with a certificate for 127.0.0.1 that is its own authority; null if there is
/// no memory.
Context self_signed() {
  Context context(SSL_CTX_new(TLS_server_method()));
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  if (!context || !key || !certificate) return nullptr;
  X509* made = certificate.get();
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(made), kDay);
  X509_set_pubkey(made, key.get());
  X509_NAME* name = X509_get_subject_name(made);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(made, name);
  X509_sign(made, key.get(), EVP_sha256());
  SSL_CTX_use_certificate(context.get(), made);
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  return context;
}

/// Sends what TLS wants to say.
void flush(BIO* out, int socket) {
  std::array<char, 16384> buffer{};
  for (int size = 0; (size = BIO_read(out, buffer.data(), static_cast<int>(buffer.size()))) > 0;) {
    send(socket, buffer.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL);
  }
}

}  // namespace

bool trusts_anybody(int socket, const std::string& begun) {
  const Context context = self_signed();
  if (!context) return false;
  const Session session(SSL_new(context.get()));
  BIO* in = BIO_new(BIO_s_mem());
  BIO* out = BIO_new(BIO_s_mem());
  SSL_set_bio(session.get(), in, out);
  BIO_write(in, begun.data(), static_cast<int>(begun.size()));
  const auto until = std::chrono::steady_clock::now() + kShakeTime;
  for (;;) {
    const int done = SSL_accept(session.get());
    flush(out, socket);
    // A client that refuses the certificate sends an alert instead of its last message.
    if (done == 1) return true;
    if (SSL_get_error(session.get(), done) != SSL_ERROR_WANT_READ) return false;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd readable{socket, POLLIN, 0};
    if (left.count() <= 0 || poll(&readable, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 16384> buffer{};
    const ssize_t size = recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size <= 0) return false;
    BIO_write(in, buffer.data(), static_cast<int>(size));
  }
}

}  // namespace oread::conform
