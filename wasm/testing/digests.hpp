// Digests for the broker of the test kit: fast, the same on all platforms, and not secure. That is
// sufficient for a server inside one test, because the same broker signs and verifies.
#pragma once

#include <cstdint>
#include <string_view>

#include "oread/broker/digests.hpp"

namespace oread::testing {

class KitDigests final : public broker::Digests {
 public:
  [[nodiscard]] broker::Sha256 hmac_sha256(std::string_view key,
                                           std::string_view text) const override {
    return fill<broker::Sha256>(fold(fold(kStart, key), text));
  }
  [[nodiscard]] broker::Md5 md5(std::string_view text) const override {
    return fill<broker::Md5>(fold(kStart, text));
  }

 private:
  static constexpr std::uint64_t kStart = 14695981039346656037U;

  /// FNV-1a over the text and its length, so that "a" + "bc" differs from "ab" + "c".
  static std::uint64_t fold(std::uint64_t hash, std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 1099511628211U;
    return (hash ^ text.size()) * 1099511628211U;
  }
  template <class Bytes>
  static Bytes fill(std::uint64_t hash) {
    Bytes bytes{};
    for (auto& byte : bytes) {
      byte = static_cast<std::uint8_t>(hash >> 32U);
      hash = fold(hash, "next");
    }
    return bytes;
  }
};

}  // namespace oread::testing
