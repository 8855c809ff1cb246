// Which pages of other origins may read our HTTP answers.
#pragma once

#include <string>
#include <vector>

#include "server/http_message.hpp"

namespace oread::server {

class Cors {
 public:
  /// `extra`: origins besides this machine's own; "*" means every one.
  explicit Cors(std::vector<std::string> extra) : extra_(std::move(extra)) {}

  /// Pages of this machine on whatever port, our own pages, and what the operator named. Anything
  /// else could make any website that a developer visits ask this server for signatures.
  [[nodiscard]] bool allows(const HttpRequest& request) const;

  /// The headers that let the page read the answer, whatever it is.
  [[nodiscard]] HttpHeaders headers(const HttpRequest& request) const;

  /// The answer to the browser's question before a request that is not simple.
  [[nodiscard]] HttpAnswer preflight(const HttpRequest& request) const;

 private:
  std::vector<std::string> extra_;
};

}  // namespace oread::server
