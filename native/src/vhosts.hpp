// libwebsockets keeps TLS settings per vhost: one vhost for each set of settings.
#pragma once

#include <libwebsockets.h>

#include <map>
#include <optional>
#include <string>

#include "oread/native/tls_options.hpp"
#include "oread/result.hpp"

namespace oread::native {

class Vhosts {
 public:
  /// Throws std::runtime_error if even the vhost without TLS cannot be created.
  explicit Vhosts(lws_context* context);

  [[nodiscard]] lws_vhost* plain() const { return plain_; }
  /// The vhost for connections with these settings, created on first use. Error: BadOption, with
  /// the file and what is wrong with it.
  Result<lws_vhost*> with(const TlsOptions& tls);

 private:
  lws_context* context_;
  lws_vhost* plain_;
  std::map<std::string, lws_vhost*> by_ca_file_;
};

/// What is wrong with a CA file, or nothing: it must be readable and contain a certificate.
std::optional<Error> check_ca_file(const std::string& path);

}  // namespace oread::native
