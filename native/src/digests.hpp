// HMAC-SHA256 and MD5 from OpenSSL, for the broker, the auth endpoint and signed requests.
#pragma once

#include "oread/broker/digests.hpp"

namespace oread::native {

class OpenSslDigests final : public broker::Digests {
 public:
  broker::Sha256 hmac_sha256(std::string_view key, std::string_view text) const override;
  broker::Md5 md5(std::string_view text) const override;
};

}  // namespace oread::native
