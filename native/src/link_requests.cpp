#include "link_requests.hpp"

#include <utility>

#include "oread/utf8.hpp"

namespace oread::native {
namespace {

// The engine decides how long silence may last; this only ends requests that it has forgotten.
constexpr Millis kLongest{10 * 60 * 1000};

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
  request.timeout = kLongest;
  if (effect.last) return end(effect.link, std::move(request));
  const Key key{effect.link, effect.request};
  auto exchange = std::make_unique<LinkExchange>();
  exchange->brings = !effect.body.empty();
  exchange->done = [this, key](Result<HttpAnswer> result) { answered(key, std::move(result)); };
  exchange->http = std::make_unique<HttpExchange>(
      loop_, std::move(request), [own = exchange.get()](Result<HttpAnswer> result) {
        // It may destroy the exchange.
        const auto done = std::move(own->done);
        done(std::move(result));
      });
  exchanges_[key] = std::move(exchange);
}

void LinkRequests::end(LinkId link, std::optional<HttpRequest> last) {
  LinkExchanges own;
  bool brings = last.has_value();
  auto it = exchanges_.lower_bound({link, RequestId{}});
  while (it != exchanges_.end() && it->first.first == link) {
    brings = brings || it->second->brings;
    own.push_back(std::move(it->second));
    it = exchanges_.erase(it);
  }
  if (brings) LinkFarewell::begin(loop_, std::move(own), std::move(last));
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
