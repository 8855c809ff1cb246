#include "link_requests.hpp"

#include <utility>

#include "oread/utf8.hpp"

namespace oread::native {
namespace {

// The engine decides how long silence may last; this only ends requests that it has forgotten.
constexpr Millis kLongest{10 * 60 * 1000};

// A loop that stops waits for it.
constexpr Millis kLongestFarewell{3'000};

}  // namespace

LinkRequests::LinkRequests(LoopCore& loop, TlsOptions tls, Fields headers, std::size_t most_bytes,
                           Tell tell)
    : loop_(loop),
      tls_(std::move(tls)),
      headers_(std::move(headers)),
      most_bytes_(most_bytes),
      tell_(std::move(tell)) {}

void LinkRequests::send(const effect::SendRequest& effect) {
  Result<Url> url = parse_url(effect.url);
  if (!url.ok()) {
    return tell_(in::RequestAnswered{effect.link, effect.request, 0, url.error().text});
  }
  HttpRequest request;
  request.url = std::move(url).value();
  request.method = effect.body.empty() ? "GET" : "POST";
  request.headers = headers_;
  if (!effect.body.empty()) {
    request.headers.push_back({"Content-Type", "text/plain;charset=UTF-8"});
  }
  request.body = effect.body;
  request.tls = tls_;
  // One byte over the limit, so that the engine sees that it is exceeded.
  request.most_bytes = most_bytes_ + 1;
  request.timeout = effect.last ? kLongestFarewell : kLongest;
  if (effect.last) return send_last(std::move(request));
  const Key key{effect.link, effect.request};
  exchanges_[key] = std::make_unique<HttpExchange>(
      loop_, std::move(request),
      [this, key](Result<HttpAnswer> result) { answered(key, std::move(result)); });
}

/// Outlives the link and the client: the loop owns it.
void LinkRequests::send_last(HttpRequest request) {
  auto exchange = std::make_shared<std::unique_ptr<HttpExchange>>();
  const void* const key = exchange.get();
  LoopCore& loop = loop_;
  loop.keep(exchange);
  *exchange = std::make_unique<HttpExchange>(
      loop, std::move(request), [&loop, key](const Result<HttpAnswer>&) { loop.forget(key); });
}

void LinkRequests::abort(LinkId link) {
  const auto first = exchanges_.lower_bound({link, RequestId{}});
  auto last = first;
  while (last != exchanges_.end() && last->first.first == link) ++last;
  exchanges_.erase(first, last);
}

void LinkRequests::answered(Key key, Result<HttpAnswer> result) {
  // Destroy the exchange only after this call: the exchange is the caller.
  const auto done = exchanges_.extract(key);
  // The event that this causes may make the app destroy its client, and with it this object.
  const auto tell = tell_;
  if (!result.ok()) {
    return tell(in::RequestAnswered{key.first, key.second, 0, result.error().text});
  }
  HttpAnswer& answer = result.value();
  // The engine does not read a body that was cut, and it may end within a character.
  if (!answer.cut && !is_utf8(answer.body)) {
    return tell(in::RequestAnswered{key.first, key.second, 0,
                                    "the server sent a response that is not UTF-8"});
  }
  tell(in::RequestAnswered{key.first, key.second, answer.status, std::move(answer.body)});
}

}  // namespace oread::native
