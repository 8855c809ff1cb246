// What waits to be sent to one client: whole messages, counted in bytes.
#pragma once

#include <cstddef>
#include <deque>

#include "oread/broker/effect.hpp"

namespace oread::server {

/// Counts what this side still holds. What the kernel and libwebsockets took over is out of reach,
/// and bounded by the socket's buffer and one message.
class SendQueue {
 public:
  void push(broker::SharedText text) {
    bytes_ += text->size();
    texts_.push_back(std::move(text));
  }

  [[nodiscard]] bool empty() const { return texts_.empty(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  /// The oldest text; must only be asked for when not empty.
  broker::SharedText pop() {
    broker::SharedText text = std::move(texts_.front());
    texts_.pop_front();
    bytes_ -= text->size();
    return text;
  }

  void clear() {
    texts_.clear();
    bytes_ = 0;
  }

 private:
  std::deque<broker::SharedText> texts_;
  std::size_t bytes_ = 0;
};

}  // namespace oread::server
