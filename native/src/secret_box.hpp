// Decrypts events of encrypted channels: NaCl secretbox (XSalsa20-Poly1305) with libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oread::native {

/// Returns true once libsodium is ready, and from then on.
bool prepare_secret_box();

/// The plain text, or nothing if one of the three (all base64) is malformed or the box was sealed
/// with another key. prepare_secret_box() must have succeeded.
std::optional<std::string> open_secret_box(std::string_view key, std::string_view nonce,
                                           std::string_view ciphertext);

}  // namespace oread::native
