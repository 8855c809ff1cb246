// Sends the HTTP requests of links that requests carry, and returns the responses.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "link_farewell.hpp"
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
  /// The requests of this link are not answered any more. Polls are cancelled; what brings the
  /// server messages has some more time.
  void abort(LinkId link) { end(link, std::nullopt); }
  void abort_all() { exchanges_.clear(); }

 private:
  using Key = std::pair<LinkId, RequestId>;
  void end(LinkId link, std::optional<HttpRequest> last);
  void answered(Key key, Result<HttpAnswer> result);

  LoopCore& loop_;
  TlsOptions tls_;
  Fields headers_;
  std::size_t most_bytes_;
  Tell tell_;
  std::map<Key, std::unique_ptr<LinkExchange>> exchanges_;
};

}  // namespace oread::native
