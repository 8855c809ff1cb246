#include "dialect/socketio/transports.hpp"

#include "support/names.hpp"

namespace oread::socketio {

bool Transports::read(View list) {
  static constexpr auto kLists =
      names("websocket", "polling", "websocket,polling", "polling,websocket");
  const unsigned found = index_in(kLists.text, list);
  if (found > 3) return false;
  current_ = found % 2 == 0 ? Carrier::Socket : Carrier::Requests;
  has_both_ = found >= 2;
  return true;
}

bool Transports::failed() {
  if (!has_both_ || is_reached_) return false;
  current_ = current_ == Carrier::Socket ? Carrier::Requests : Carrier::Socket;
  const bool at_once = may_retry_at_once_;
  may_retry_at_once_ = false;
  return at_once;
}

}  // namespace oread::socketio
