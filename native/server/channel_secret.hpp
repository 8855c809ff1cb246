// The key of an encrypted channel, as official server SDKs derive it from their master key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oread::server {

/// The 32 bytes behind 44 characters of base64; nothing when it is anything else.
std::optional<std::string> decode_master_key(std::string_view base64);

/// `shared_secret` of an auth answer: SHA-256 of the channel's name and the master key, in base64.
std::string channel_secret(std::string_view channel, std::string_view master_key);

}  // namespace oread::server
