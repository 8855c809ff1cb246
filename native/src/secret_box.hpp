// Opens events of encrypted channels: NaCl secretbox (XSalsa20-Poly1305) by libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oread::native {

/// True once libsodium is ready; it is then ready for good.
bool prepare_secret_box();

/// The plain text, or nothing when one of the three (all base64) is malformed or the box was made
/// with another key. prepare_secret_box() must have succeeded.
std::optional<std::string> open_secret_box(std::string_view key, std::string_view nonce,
                                           std::string_view ciphertext);

}  // namespace oread::native
