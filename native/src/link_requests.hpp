// Sends the HTTP requests of links that requests carry, and returns the responses.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "http.hpp"
#include "oread/effect.hpp"
#include "oread/input.hpp"

namespace oread::native {

class LinkRequests {
 public:
  using Tell = std::function<void(Input)>;

  /// `headers` go with every request; `most_bytes` is the maximum size of a response body.
  LinkRequests(LoopCore& loop, TlsOptions tls, Fields headers, std::size_t most_bytes, Tell tell);

  /// Responds with in::RequestAnswered, now or later.
  void send(const effect::SendRequest& effect);
  /// Cancels the requests of this link; they are not answered.
  void abort(LinkId link);
  void abort_all() { exchanges_.clear(); }

 private:
  using Key = std::pair<LinkId, RequestId>;
  void send_last(HttpRequest request);
  void answered(Key key, Result<HttpAnswer> result);

  LoopCore& loop_;
  TlsOptions tls_;
  Fields headers_;
  std::size_t most_bytes_;
  Tell tell_;
  std::map<Key, std::unique_ptr<HttpExchange>> exchanges_;
};

}  // namespace oread::native
