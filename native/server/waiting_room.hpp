// The connections that are not WebSockets, or not yet: limits their number, and selects which one
// to close when there are too many.
#pragma once

#include <libwebsockets.h>

#include <cstddef>
#include <list>
#include <unordered_map>

namespace oread::server {

class WaitingRoom {
 public:
  explicit WaitingRoom(std::size_t most) : most_(most) {}

  /// How many more connections may be accepted; called when one arrives. If there is no room, the
  /// connection that has waited longest is told to close, and there is room once it is closed, in
  /// the loop's next iteration. It counts until then, because libwebsockets keeps it open if it
  /// starts a request in between.
  std::size_t make_room() {
    if (order_.size() >= most_) {
      lws_set_timeout(order_.front(), PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
      return 0;
    }
    return most_ - order_.size();
  }

  /// A connection was accepted, or its next request has started.
  void enter(lws* wsi) {
    leave(wsi);
    where_[wsi] = order_.insert(order_.end(), wsi);
  }

  /// It became a WebSocket, or was closed.
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
