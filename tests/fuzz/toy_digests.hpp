// Digests with which a fuzzer can sign when it wants to.
#pragma once

#include <cstdint>
#include <string_view>

#include "oread/broker/digests.hpp"

namespace oread::fuzz {

using broker::Md5;
using broker::Sha256;

/// Deterministic and fast; nobody attacks a toy.
class ToyDigests : public broker::Digests {
 public:
  Sha256 hmac_sha256(std::string_view key, std::string_view text) const override {
    return fill<Sha256>(mix(mix(7, key), text));
  }
  Md5 md5(std::string_view text) const override { return fill<Md5>(mix(3, text)); }

 private:
  static std::uint64_t mix(std::uint64_t state, std::string_view text) {
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return state ^ 0x9E3779B97F4A7C15;
  }
  template <class Bytes>
  static Bytes fill(std::uint64_t state) {
    Bytes out{};
    for (auto& byte : out) {
      state = state * 6364136223846793005 + 1442695040888963407;
      byte = static_cast<std::uint8_t>(state >> 56);
    }
    return out;
  }
};

}  // namespace oread::fuzz
