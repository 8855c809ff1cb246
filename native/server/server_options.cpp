#include "server/server_options.hpp"

#include <unistd.h>

#include "server/channel_secret.hpp"

namespace oread::server {

std::optional<std::string> check(const ServerOptions& options) {
  if (const auto error = broker::check(options.broker)) return error->text;
  if (options.cert_file.empty() != options.key_file.empty()) {
    return "--cert and --key-file go together: TLS needs both";
  }
  for (const std::string& file : {options.cert_file, options.key_file}) {
    if (!file.empty() && ::access(file.c_str(), R_OK) != 0) {
      return "cannot read \"" + file + "\" (--cert and --key-file name PEM files)";
    }
  }
  if (!options.master_key.empty() && !decode_master_key(options.master_key)) {
    return "--master-key must be 32 bytes in base64, 44 characters";
  }
  const StaticFiles files(options.mounts);
  if (const auto& missing = files.missing()) {
    return "--static: there is no folder \"" + *missing + "\"";
  }
  return std::nullopt;
}

}  // namespace oread::server
