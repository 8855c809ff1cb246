// The broker's digests on OpenSSL, for tests.
#pragma once

#include "oread/broker/digests.hpp"

namespace oread::test {

class OpenSslDigests : public broker::Digests {
 public:
  broker::Sha256 hmac_sha256(std::string_view key, std::string_view text) const override;
  broker::Md5 md5(std::string_view text) const override;
};

}  // namespace oread::test
