// The digests that the broker needs: pure functions provided by the host (OpenSSL natively), so
// that we ship no cryptography of our own.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace oread::broker {

using Sha256 = std::array<std::uint8_t, 32>;
using Md5 = std::array<std::uint8_t, 16>;

/// An interface, because digests only compute. It must always return the same result for the same
/// arguments, and must outlive the broker. The host does not compare digests: the broker compares
/// the decoded bytes in constant time itself.
class Digests {
 public:
  virtual ~Digests() = default;
  /// RFC 2104 with SHA-256, over the bytes as given.
  virtual Sha256 hmac_sha256(std::string_view key, std::string_view text) const = 0;
  /// RFC 1321; only for `body_md5`, which the HTTP API's signature covers.
  virtual Md5 md5(std::string_view text) const = 0;
};

}  // namespace oread::broker
