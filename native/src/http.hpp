// One HTTP request and its answer, on the loop.
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
  /// More of an answer's body than this is not read: the answer is then `cut`.
  std::size_t most_bytes = std::size_t{1024} * 1024;
  Millis timeout{30'000};
};

struct HttpAnswer {
  std::uint16_t status = 0;
  std::uint32_t retry_after = 0;  ///< Seconds; 0 when the answer does not say.
  std::string location;           ///< Of a redirect. None is followed.
  std::string body;
  bool cut = false;  ///< `body` is only the beginning.
};

class HttpExchange {
 public:
  /// Error: LinkFailed or Timeout, with the reason.
  using Done = std::function<void(Result<HttpAnswer>)>;

  /// `done` is called once, later, never from within this call and not after the destruction, which
  /// cancels the request. It may destroy the exchange.
  HttpExchange(LoopCore& loop, HttpRequest request, Done done);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

 private:
  class Session;
  std::shared_ptr<Session> session_;
};

/// Seconds that a Retry-After header asks for: a number, or a date compared with `unix_now`.
std::uint32_t parse_retry_after(const std::string& value, std::int64_t unix_now);

}  // namespace oread::native
