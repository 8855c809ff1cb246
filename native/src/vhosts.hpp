// libwebsockets keeps TLS settings per vhost: one vhost for each different set of them.
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
  /// Throws std::runtime_error when not even the plain one can be made.
  explicit Vhosts(lws_context* context);

  [[nodiscard]] lws_vhost* plain() const { return plain_; }
  /// The vhost of connections with these settings, made on first use. Error: BadOption, with the
  /// file and what is wrong with it.
  Result<lws_vhost*> with(const TlsOptions& tls);

 private:
  lws_context* context_;
  lws_vhost* plain_;
  std::map<std::string, lws_vhost*> by_ca_file_;
};

/// What is wrong with a CA file, or nothing: it must be readable and hold a certificate.
std::optional<Error> check_ca_file(const std::string& path);

}  // namespace oread::native
