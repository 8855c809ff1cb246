#include "server/channel_secret.hpp"

#include <openssl/evp.h>

#include <array>

namespace oread::server {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kKeyDigits = 44;

}  // namespace

std::optional<std::string> decode_master_key(std::string_view base64) {
  if (base64.size() != kKeyDigits || base64.back() != '=' || base64[kKeyDigits - 2] == '=') {
    return std::nullopt;
  }
  std::array<unsigned char, kKeyBytes + 1> bytes{};
  const int length =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(base64.data()),
                      static_cast<int>(base64.size()));
  // OpenSSL counts the padding as an extra byte.
  if (length != static_cast<int>(bytes.size())) return std::nullopt;
  return std::string(bytes.begin(), bytes.begin() + kKeyBytes);
}

std::string channel_secret(std::string_view channel, std::string_view master_key) {
  const std::string text = std::string(channel) + std::string(master_key);
  std::array<unsigned char, kKeyBytes> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::array<unsigned char, kKeyDigits + 1> digits{};
  EVP_EncodeBlock(digits.data(), digest.data(), static_cast<int>(digest.size()));
  return std::string(reinterpret_cast<const char*>(digits.data()), kKeyDigits);
}

}  // namespace oread::server
