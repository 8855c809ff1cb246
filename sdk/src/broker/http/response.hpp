// Responses of the HTTP API.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace oread::broker::http {

struct Response {
  std::uint16_t status = 200;
  std::string content_type;
  std::string body;
};

/// Official SDKs require exactly 200 and JSON for success.
inline Response ok(std::string json = "{}") {
  return {200, "application/json", std::move(json)};
}

/// A sentence that says what to do; never a secret, nor the expected string or signature.
inline Response refusal(std::uint16_t status, std::string text) {
  return {status, "text/plain; charset=utf-8", std::move(text)};
}

}  // namespace oread::broker::http
