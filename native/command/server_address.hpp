// A server address as the user enters it.
#pragma once

#include <cstdint>
#include <string>

#include "oread/result.hpp"

namespace oread::command {

struct ServerAddress {
  std::string host;
  std::uint16_t port = 0;
  bool tls = false;
  std::string path;  ///< Prefix before "/app" or "/apps"; "" or "/prefix".
  std::string key;   ///< From ".../app/KEY"; otherwise empty.
};

/// Accepts ws, wss, http and https alike: the server speaks both on one port. Error: BadOption.
Result<ServerAddress> parse_server_address(const std::string& url);

/// App ids and keys are part of paths, so characters outside `kWord` cannot be sent.
bool is_word(const std::string& text);
inline constexpr const char* kWord = "it must consist of letters, digits, '-', '_', '.' and '~'";

/// The default address of `oread serve`.
std::string default_url();

}  // namespace oread::command
