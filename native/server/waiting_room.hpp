// The connections that are not WebSockets yet, or never will be: how many there may be, and which
// one goes when there are more.
#pragma once

#include <libwebsockets.h>

#include <cstddef>
#include <list>
#include <unordered_map>

namespace oread::server {

class WaitingRoom {
 public:
  explicit WaitingRoom(std::size_t most) : most_(most) {}

  /// How many more connections may be accepted; asked when one wants to come in. When there is no
  /// room, the one that has waited longest is told to end, and there is room once it has: the next
  /// time the loop comes round. It counts until then, since libwebsockets lets it live on when it
  /// begins a request meanwhile.
  std::size_t make_room() {
    if (order_.size() >= most_) {
      lws_set_timeout(order_.front(), PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
      return 0;
    }
    return most_ - order_.size();
  }

  /// A connection has been accepted, or its next request has begun.
  void enter(lws* wsi) {
    leave(wsi);
    where_[wsi] = order_.insert(order_.end(), wsi);
  }

  /// It has become a WebSocket, or is gone.
  void leave(lws* wsi) {
    const auto found = where_.find(wsi);
    if (found == where_.end()) return;
    order_.erase(found->second);
    where_.erase(found);
  }

  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  std::size_t most_;
  std::list<lws*> order_;  ///< The one that has waited longest comes first.
  std::unordered_map<lws*, std::list<lws*>::iterator> where_;
};

}  // namespace oread::server
