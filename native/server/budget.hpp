// One bound for everything that waits in the server's memory for somebody: bodies and messages that
// are not complete, answers and events that have not been taken.
#pragma once

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>

#include "oread/broker/effect.hpp"

namespace oread::server {

class Budget {
 public:
  /// `make_room` is called when there is none, to end whoever waits for too much.
  Budget(std::size_t most, std::function<void()> make_room)
      : most_(most), make_room_(std::move(make_room)) {}

  [[nodiscard]] std::size_t used() const { return used_; }

  /// False, and nothing is taken, when there is no room for it.
  bool take(std::size_t bytes) {
    if (!has_room(bytes)) make_room_();
    if (!has_room(bytes)) return false;
    used_ += bytes;
    return true;
  }
  void give_back(std::size_t bytes) { used_ -= bytes; }

  /// A text counts once, however many clients it waits for. It is always taken.
  void hold(const broker::SharedText& text) {
    if (++texts_[text.get()] == 1) used_ += text->size();
    if (used_ > most_) make_room_();
  }
  void release(const broker::SharedText& text) {
    const auto held = texts_.find(text.get());
    if (held == texts_.end() || --held->second > 0) return;
    texts_.erase(held);
    used_ -= text->size();
  }

 private:
  [[nodiscard]] bool has_room(std::size_t bytes) const {
    return bytes <= most_ && used_ <= most_ - bytes;
  }

  std::size_t most_;
  std::function<void()> make_room_;
  std::size_t used_ = 0;
  std::unordered_map<const std::string*, std::size_t> texts_;
};

/// Some bytes of a budget; they go back with it.
class Share {
 public:
  explicit Share(Budget& budget) : budget_(budget) {}
  ~Share() { clear(); }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;

  bool add(std::size_t bytes) {
    if (!budget_.take(bytes)) return false;
    bytes_ += bytes;
    return true;
  }
  void clear() { budget_.give_back(std::exchange(bytes_, 0)); }

 private:
  Budget& budget_;
  std::size_t bytes_ = 0;
};

}  // namespace oread::server
