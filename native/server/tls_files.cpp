#include "server/tls_files.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <memory>

namespace oread::server {
namespace {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

/// OpenSSL calls this when it needs a pass phrase: there is none, but the caller must know that one
/// was needed.
int note_pass_phrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* wanted) {
  *static_cast<bool*>(wanted) = true;
  return 0;
}

}  // namespace

std::optional<std::string> check_tls_files(const std::string& cert_file,
                                           const std::string& key_file) {
  for (const std::string& file : {cert_file, key_file}) {
    if (::access(file.c_str(), R_OK) != 0) {
      return "cannot read \"" + file + "\" (--cert and --key-file need PEM files)";
    }
  }
  const std::unique_ptr<SSL_CTX, FreeContext> context(SSL_CTX_new(TLS_server_method()));
  if (!context) return "out of memory for TLS";
  bool pass_phrase = false;
  SSL_CTX_set_default_passwd_cb(context.get(), note_pass_phrase);
  SSL_CTX_set_default_passwd_cb_userdata(context.get(), &pass_phrase);
  std::optional<std::string> wrong;
  if (SSL_CTX_use_certificate_chain_file(context.get(), cert_file.c_str()) != 1) {
    wrong = "--cert: \"" + cert_file + "\" contains no PEM certificate";
  } else if (SSL_CTX_use_PrivateKey_file(context.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    // OpenSSL compares the key and the certificate when it loads the key.
    const bool other = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH ||
                       ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_TYPE_MISMATCH;
    wrong = "--key-file: \"" + key_file + "\" " +
            (pass_phrase ? "needs a pass phrase; remove it with `openssl pkey`"
             : other     ? "is not the key of \"" + cert_file + "\""
                         : "contains no PEM private key");
  }
  ERR_clear_error();
  return wrong;
}

}  // namespace oread::server
