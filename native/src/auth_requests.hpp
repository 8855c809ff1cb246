// Carries the engine's auth requests to the app's endpoint and the answers back. What an answer
// means is the engine's judgement.
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

  /// `most_bytes` bounds the body of an answer.
  AuthRequests(LoopCore& loop, AuthEndpoint endpoint, TlsOptions tls, std::size_t most_bytes,
               Tell tell);

  /// Answers with in::AuthAnswered or in::AuthFailed, later or at once.
  void ask(const effect::Authorize& effect);
  /// Forgets the request. Returns the channel that it was for (empty: signing in) and the address
  /// that was asked, or nothing.
  struct Asked {
    std::string channel;
    std::string place;
  };
  std::optional<Asked> cancel(RequestId request);
  void cancel_all() { exchanges_.clear(); }

 private:
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

/// What is wrong with these options, or nothing.
std::optional<Error> check(const AuthEndpoint& endpoint);

}  // namespace oread::native
