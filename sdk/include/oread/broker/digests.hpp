// The digests that the broker needs: pure functions, lent by the host (OpenSSL natively), so that
// no cryptography of our own is shipped.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace oread::broker {

using Sha256 = std::array<std::uint8_t, 32>;
using Md5 = std::array<std::uint8_t, 16>;

/// What only computes is an interface. Must give the same answer for the same arguments, always,
/// and must outlive the broker. Comparison is not the host's business: the broker compares decoded
/// bytes in constant time itself.
class Digests {
 public:
  virtual ~Digests() = default;
  /// RFC 2104 with SHA-256, over the bytes as they stand.
  virtual Sha256 hmac_sha256(std::string_view key, std::string_view text) const = 0;
  /// RFC 1321; only for `body_md5`, which the HTTP API's signature covers.
  virtual Md5 md5(std::string_view text) const = 0;
};

}  // namespace oread::broker
