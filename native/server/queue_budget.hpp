// One limit for the events that wait to be sent, for all clients together. It is separate from the
// budget for bodies, so that requests never cost a client its connection, and slow clients never
// cost a request.
#pragma once

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>

#include "oread/broker/effect.hpp"

namespace oread::server {

class QueueBudget {
 public:
  /// Empties the queue of one client; returns false if all are empty.
  using MakeRoom = std::function<bool()>;

  /// Calls `make_room` as long as more than `most` bytes wait.
  QueueBudget(std::size_t most, MakeRoom make_room)
      : most_(most), make_room_(std::move(make_room)) {}

  /// A message counts once, however many clients it waits for. It is always accepted: what one
  /// client receives does not depend on the others.
  void hold(const broker::SharedText& text) {
    if (++texts_[text.get()] == 1) used_ += text->size();
    while (used_ > most_ && make_room_()) {
    }
  }
  void release(const broker::SharedText& text) {
    const auto held = texts_.find(text.get());
    if (held == texts_.end() || --held->second > 0) return;
    texts_.erase(held);
    used_ -= text->size();
  }

 private:
  std::size_t most_;
  MakeRoom make_room_;
  std::size_t used_ = 0;
  std::unordered_map<const std::string*, std::size_t> texts_;
};

}  // namespace oread::server
