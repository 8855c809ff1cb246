// The key of an encrypted channel, derived from the master key like in the official server SDKs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oread::server {

/// The 32 bytes encoded by 44 characters of base64; nothing for anything else.
std::optional<std::string> decode_master_key(std::string_view base64);

/// The `shared_secret` of an auth response: SHA-256 of the channel's name and the master key, in
/// base64.
std::string channel_secret(std::string_view channel, std::string_view master_key);

}  // namespace oread::server
