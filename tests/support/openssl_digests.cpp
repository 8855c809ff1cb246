#include "support/openssl_digests.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace oread::test {

broker::Sha256 OpenSslDigests::hmac_sha256(std::string_view key, std::string_view text) const {
  broker::Sha256 out{};
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(), nullptr);
  return out;
}

broker::Md5 OpenSslDigests::md5(std::string_view text) const {
  broker::Md5 out{};
  EVP_Digest(text.data(), text.size(), out.data(), nullptr, EVP_md5(), nullptr);
  return out;
}

}  // namespace oread::test
