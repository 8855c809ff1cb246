// Verifies signatures over decoded bytes, in constant time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "oread/broker/signing.hpp"

namespace oread::broker {

/// Whether two hexadecimal digests are equal. Accepts only exactly `bytes` × 2 lower-case digits,
/// as every SDK writes them. The time does not depend on where they differ.
bool digests_equal(std::string_view ours, std::string_view theirs, std::size_t bytes);

/// Whether `theirs` is the HMAC-SHA256 of `text` under `secret`.
bool signature_holds(const Digests& digests, std::string_view secret, std::string_view text,
                     std::string_view theirs);

/// Whether `auth` is "key:signature" with this app's key and a signature over `text`.
bool auth_holds(const Digests& digests, const Credentials& app, std::string_view text,
                std::string_view auth);

/// Verifies what `sign_channel` signs.
std::string channel_text(std::string_view socket_id, std::string_view channel,
                         std::string_view channel_data);

/// Verifies what `sign_user` signs.
std::string user_text(std::string_view socket_id, std::string_view user_data);

/// Verifies what `sign_request` signs; `query` as returned by `signed_text`.
std::string api_text(std::string_view method, std::string_view path, std::string_view query);

/// MD5 as lower-case hexadecimal digits, for `body_md5`.
std::string md5_hex(const Digests& digests, std::string_view text);

}  // namespace oread::broker
