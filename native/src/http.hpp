// One HTTP request and its response, on the loop.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "dial.hpp"

namespace oread::native {

struct HttpRequest {
  Url url;
  std::string method = "POST";
  Fields headers;  ///< Content-Length is added.
  std::string body;
  TlsOptions tls;
  /// Maximum size of the response body; a longer one is `cut`.
  std::size_t most_bytes = std::size_t{1024} * 1024;
  Millis timeout{30'000};
};

struct HttpAnswer {
  std::uint16_t status = 0;
  std::uint32_t retry_after = 0;  ///< Seconds; 0 if the response has no such header.
  std::string location;           ///< Target of a redirect. Redirects are not followed.
  std::string body;
  bool cut = false;  ///< `body` is incomplete.
};

class HttpExchange {
 public:
  /// Error: LinkFailed or Timeout, with the reason.
  using Done = std::function<void(Result<HttpAnswer>)>;

  /// Calls `done` once, later, never from within this call. Destruction cancels the request, and
  /// `done` is not called afterwards. It may destroy the exchange.
  HttpExchange(LoopCore& loop, HttpRequest request, Done done);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

 private:
  class Session;
  std::shared_ptr<Session> session_;
};

/// The seconds that a Retry-After header requests: a number, or a date compared with `unix_now`.
std::uint32_t parse_retry_after(const std::string& value, std::int64_t unix_now);

}  // namespace oread::native
