// The connections that are no WebSockets yet, or never will be: how many there may be, and who goes
// when there are more.
#pragma once

#include <libwebsockets.h>

#include <cstddef>
#include <list>
#include <unordered_map>

namespace oread::server {

class WaitingRoom {
 public:
  explicit WaitingRoom(std::size_t most) : most_(most) {}

  /// A connection has been accepted, or its next request has begun. Whoever has waited longest is
  /// ended when there are too many.
  void enter(lws* wsi) {
    leave(wsi);
    where_[wsi] = order_.insert(order_.end(), wsi);
    if (order_.size() <= most_) return;
    lws* oldest = order_.front();
    leave(oldest);
    lws_set_timeout(oldest, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
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
  std::list<lws*> order_;  ///< Who has waited longest comes first.
  std::unordered_map<lws*, std::list<lws*>::iterator> where_;
};

}  // namespace oread::server
