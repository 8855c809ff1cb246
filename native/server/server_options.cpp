#include "server/server_options.hpp"

#include "server/channel_secret.hpp"
#include "server/tls_files.hpp"
#include "url.hpp"

namespace oread::server {

std::optional<std::string> check(const ServerOptions& options) {
  if (const auto error = broker::check(options.broker)) return error->text;
  if (options.cert_file.empty() != options.key_file.empty()) {
    return "TLS needs both --cert and --key-file";
  }
  if (!options.cert_file.empty()) {
    if (auto wrong = check_tls_files(options.cert_file, options.key_file)) return wrong;
  }
  for (const broker::App& app : options.broker.apps) {
    if (!app.auth_endpoint.empty()) {
      const auto url = native::parse_url(app.auth_endpoint);
      if (!url) return "--auth-endpoint: " + url.error().text;
    }
    for (const broker::Webhook& webhook : app.webhooks) {
      const auto url = native::parse_url(webhook.url);
      if (!url) return "--webhook: " + url.error().text;
    }
  }
  if (!options.master_key.empty() && !decode_master_key(options.master_key)) {
    return "--master-key must be 32 bytes in base64, 44 characters";
  }
  const StaticFiles files(options.mounts);
  if (const auto& missing = files.missing()) {
    return "--static: there is no folder \"" + *missing + "\"; give one that exists";
  }
  return std::nullopt;
}

}  // namespace oread::server
