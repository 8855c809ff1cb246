// Decides which pages of other origins may read HTTP responses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.hpp"

namespace oread::server {

/// Whether `host` can only mean this machine: "localhost", "127.0.0.1", "::1", "a.localhost".
bool is_this_machine(std::string_view host);

class Cors {
 public:
  /// `host`: the address that the server listens on. `extra`: additional origins or hosts; "*"
  /// allows all.
  Cors(std::string host, std::vector<std::string> extra)
      : host_(std::move(host)), extra_(std::move(extra)) {}

  /// Whether the request uses one of the server's own names, and not a name that an attacker has
  /// pointed to this machine to read responses in their own page (DNS rebinding).
  [[nodiscard]] bool is_ours(const HttpRequest& request) const;

  /// Allows pages of this machine on any port, the server's own pages, and what the operator named.
  /// Otherwise, any website that a developer visits could ask this server for signatures.
  [[nodiscard]] bool allows(const HttpRequest& request) const;

  /// The headers that let the page read a response.
  [[nodiscard]] HttpHeaders headers(const HttpRequest& request) const;

  /// The response to a preflight request.
  [[nodiscard]] HttpAnswer preflight(const HttpRequest& request) const;

 private:
  std::string host_;
  std::vector<std::string> extra_;
};

}  // namespace oread::server
