// Messages waiting to be sent to one client, counted in bytes.
#pragma once

#include <cstddef>
#include <deque>

#include "oread/broker/effect.hpp"
#include "server/queue_budget.hpp"

namespace oread::server {

/// Counts what this process still holds. What the kernel and libwebsockets have taken cannot be
/// counted; the socket's buffer and one message limit it.
class SendQueue {
 public:
  explicit SendQueue(QueueBudget& budget) : budget_(budget) {}
  ~SendQueue() { clear(); }
  SendQueue(const SendQueue&) = delete;
  SendQueue& operator=(const SendQueue&) = delete;

  void push(const broker::SharedText& text) {
    bytes_ += text->size();
    texts_.push_back(text);
    budget_.hold(text);
  }

  [[nodiscard]] bool empty() const { return texts_.empty(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  /// The oldest message; the queue must not be empty.
  broker::SharedText pop() {
    broker::SharedText text = std::move(texts_.front());
    texts_.pop_front();
    bytes_ -= text->size();
    budget_.release(text);
    return text;
  }

  void clear() {
    while (!texts_.empty()) pop();
  }

 private:
  QueueBudget& budget_;
  std::deque<broker::SharedText> texts_;
  std::size_t bytes_ = 0;
};

}  // namespace oread::server
