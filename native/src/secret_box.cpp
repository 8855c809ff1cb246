#include "secret_box.hpp"

#include <sodium.h>

namespace oread::native {
namespace {

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int code =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (code != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

bool prepare_secret_box() {
  return sodium_init() >= 0;
}

std::optional<std::string> open_secret_box(std::string_view key, std::string_view nonce,
                                           std::string_view ciphertext) {
  std::optional<std::string> key_bytes = from_base64(key);
  const std::optional<std::string> nonce_bytes = from_base64(nonce);
  const std::optional<std::string> box = from_base64(ciphertext);
  std::optional<std::string> plain;
  if (key_bytes && nonce_bytes && box && key_bytes->size() == crypto_secretbox_KEYBYTES &&
      nonce_bytes->size() == crypto_secretbox_NONCEBYTES &&
      box->size() >= crypto_secretbox_MACBYTES) {
    plain.emplace(box->size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain->data()), bytes_of(*box),
                                   box->size(), bytes_of(*nonce_bytes),
                                   bytes_of(*key_bytes)) != 0) {
      plain.reset();
    }
  }
  if (key_bytes) sodium_memzero(key_bytes->data(), key_bytes->size());
  return plain;
}

}  // namespace oread::native
