// Which pages of other origins may read our HTTP answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.hpp"

namespace oread::server {

/// Whether `host` stands for this machine alone: "localhost", "127.0.0.1", "::1", "a.localhost".
bool is_this_machine(std::string_view host);

class Cors {
 public:
  /// `host`: where the server listens. `extra`: origins or hosts besides this machine's own; "*"
  /// means every one.
  Cors(std::string host, std::vector<std::string> extra)
      : host_(std::move(host)), extra_(std::move(extra)) {}

  /// Whether the request is for this server by a name that is its own, and not one that somebody
  /// has pointed here to have our answers in a page of theirs (DNS rebinding).
  [[nodiscard]] bool is_ours(const HttpRequest& request) const;

  /// Pages of this machine on whatever port, our own pages, and what the operator named. Anything
  /// else could make any website that a developer visits ask this server for signatures.
  [[nodiscard]] bool allows(const HttpRequest& request) const;

  /// The headers that let the page read the answer, whatever it is.
  [[nodiscard]] HttpHeaders headers(const HttpRequest& request) const;

  /// The answer to the browser's question before a request that is not simple.
  [[nodiscard]] HttpAnswer preflight(const HttpRequest& request) const;

 private:
  std::string host_;
  std::vector<std::string> extra_;
};

}  // namespace oread::server
