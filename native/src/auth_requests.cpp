#include "auth_requests.hpp"

#include <exception>
#include <utility>

namespace oread::native {

AuthRequests::AuthRequests(LoopCore& loop, AuthEndpoint endpoint, TlsOptions tls,
                           std::size_t most_bytes, Tell tell)
    : loop_(loop),
      endpoint_(std::move(endpoint)),
      tls_(std::move(tls)),
      most_bytes_(most_bytes),
      tell_(std::move(tell)) {}

void AuthRequests::ask(const effect::Authorize& effect) {
  if (endpoint_.answer) return answer(effect);
  Result<HttpRequest> request = make_request(effect);
  if (!request.ok()) {
    // Without an endpoint, or with headers that cannot be sent, retrying is pointless.
    return tell_(in::AuthFailed{effect.request, true, request.error().text});
  }
  Asking& asking = exchanges_[effect.request];
  asking.what = {effect.channel, request.value().url.place()};
  asking.exchange = std::make_unique<HttpExchange>(
      loop_, std::move(request).value(),
      [this, id = effect.request](Result<HttpAnswer> result) { answered(id, std::move(result)); });
}

/// The app answers by itself.
void AuthRequests::answer(const effect::Authorize& effect) {
  std::string why;
  try {
    Result<std::string> body = endpoint_.answer(effect);
    if (body.ok()) {
      return tell_(in::AuthAnswered{effect.request, 200, false, 0, std::move(body).value()});
    }
    why = body.error().text;
  } catch (const std::exception& error) {
    why = std::string("the app's answer: ") + error.what();
  }
  tell_(in::AuthFailed{effect.request, true, why});
}

std::optional<AuthRequests::Asked> AuthRequests::cancel(RequestId request) {
  const auto cancelled = exchanges_.extract(request);
  if (cancelled.empty()) return std::nullopt;
  return cancelled.mapped().what;
}

Result<HttpRequest> AuthRequests::make_request(const effect::Authorize& effect) const {
  const bool for_user = effect.kind == AuthKind::User;
  const std::string& address = for_user ? endpoint_.user_url : endpoint_.channel_url;
  if (address.empty()) {
    return Error{Errc::BadOption, 0,
                 for_user ? "no auth endpoint for signing in is configured"
                          : "no auth endpoint is configured"};
  }
  Result<Url> url = parse_url(address);
  if (!url.ok()) return url.error();

  HttpRequest request;
  request.url = std::move(url).value();
  request.tls = tls_;
  // One byte over the limit, so that the engine sees that it is exceeded.
  request.most_bytes = most_bytes_ + 1;
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  Fields form{{"socket_id", effect.socket_id}};
  if (!for_user) form.push_back({"channel_name", effect.channel});
  try {
    if (endpoint_.headers) {
      for (Field& header : endpoint_.headers()) {
        if (!is_header(header)) {
          return Error{Errc::BadOption, 0, "the header \"" + header.name + "\" cannot be sent"};
        }
        request.headers.push_back(std::move(header));
      }
    }
    if (endpoint_.params) {
      for (Field& param : endpoint_.params()) form.push_back(std::move(param));
    }
  } catch (const std::exception& error) {
    return Error{Errc::BadOption, 0, std::string("the app's headers or params: ") + error.what()};
  }
  request.body = encode_form(form);
  return request;
}

void AuthRequests::answered(RequestId id, Result<HttpAnswer> result) {
  // Destroy the exchange only after this call: the exchange is the caller.
  const auto done = exchanges_.extract(id);
  // The event that this causes may make the app destroy its client, and with it this object.
  const auto tell = tell_;
  if (!result.ok()) return tell(in::AuthFailed{id, false, result.error().text});
  HttpAnswer& answer = result.value();
  // Redirects are not followed: they lead to an address that the app did not configure.
  const bool redirected = answer.status >= 300 && answer.status < 400 && !answer.location.empty();
  tell(in::AuthAnswered{id, answer.status, redirected, answer.retry_after, std::move(answer.body)});
}

std::optional<Error> check(const AuthEndpoint& endpoint) {
  for (const std::string& address : {endpoint.channel_url, endpoint.user_url}) {
    if (address.empty()) continue;
    const Result<Url> url = parse_url(address);
    if (!url.ok()) return url.error();
    if (url.value().scheme != "http" && url.value().scheme != "https") {
      return Error{Errc::BadOption, 0,
                   "the auth endpoint \"" + address + "\" must begin with http:// or https://"};
    }
  }
  return std::nullopt;
}

}  // namespace oread::native
