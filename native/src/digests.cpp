#include "digests.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace oread::native {

broker::Sha256 OpenSslDigests::hmac_sha256(std::string_view key, std::string_view text) const {
  broker::Sha256 out{};
  unsigned length = out.size();
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(), &length);
  return out;
}

broker::Md5 OpenSslDigests::md5(std::string_view text) const {
  broker::Md5 out{};
  unsigned length = out.size();
  EVP_Digest(text.data(), text.size(), out.data(), &length, EVP_md5(), nullptr);
  return out;
}

}  // namespace oread::native
