// Sends the engine's auth requests to the app's endpoint and returns the responses. The engine
// interprets them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "http.hpp"
#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "oread/native/client.hpp"

namespace oread::native {

class AuthRequests {
 public:
  using Tell = std::function<void(Input)>;

  /// `most_bytes` is the maximum size of a response body.
  AuthRequests(LoopCore& loop, AuthEndpoint endpoint, TlsOptions tls, std::size_t most_bytes,
               Tell tell);

  /// Responds with in::AuthAnswered or in::AuthFailed, now or later.
  void ask(const effect::Authorize& effect);
  /// Cancels the request. Returns its channel (empty: signing in) and the address it was sent to,
  /// or nothing.
  struct Asked {
    std::string channel;
    std::string place;
  };
  std::optional<Asked> cancel(RequestId request);
  void cancel_all() { exchanges_.clear(); }

 private:
  void answer(const effect::Authorize& effect);
  void answered(RequestId id, Result<HttpAnswer> result);
  [[nodiscard]] Result<HttpRequest> make_request(const effect::Authorize& effect) const;

  LoopCore& loop_;
  AuthEndpoint endpoint_;
  TlsOptions tls_;
  std::size_t most_bytes_;
  Tell tell_;
  struct Asking {
    Asked what;
    std::unique_ptr<HttpExchange> exchange;
  };
  std::map<RequestId, Asking> exchanges_;
};

/// The first invalid option, or nothing.
std::optional<Error> check(const AuthEndpoint& endpoint);

}  // namespace oread::native
