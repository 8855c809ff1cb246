// Digests for the simulated broker: fast, the same on all platforms, and not secure, which a
// virtual network does not need.
#pragma once

#include <cstddef>
#include <string_view>

#include "oread/broker/digests.hpp"

namespace oread::sim {

class QuickDigests final : public broker::Digests {
 public:
  [[nodiscard]] broker::Sha256 hmac_sha256(std::string_view key,
                                           std::string_view text) const override {
    return spread<broker::Sha256>(mix(mix(0xCBF29CE484222325U, key) ^ key.size(), text));
  }
  [[nodiscard]] broker::Md5 md5(std::string_view text) const override {
    return spread<broker::Md5>(mix(0x84222325CBF29CE4U, text));
  }

 private:
  static std::uint64_t mix(std::uint64_t hash, std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
  }

  template <class Bytes>
  static Bytes spread(std::uint64_t hash) {
    Bytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      hash = hash * 6364136223846793005U + 1442695040888963407U;
      bytes[i] = static_cast<std::uint8_t>(hash >> 56U);
    }
    return bytes;
  }
};

}  // namespace oread::sim
