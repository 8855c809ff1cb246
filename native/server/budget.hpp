// A memory limit for everything that clients make the server buffer and that it can refuse:
// incomplete bodies and messages, and responses that have not been read.
#pragma once

#include <cstddef>
#include <utility>

namespace oread::server {

class Budget {
 public:
  explicit Budget(std::size_t most) : most_(most) {}

  /// Returns false, and takes nothing, if there is not enough room.
  bool take(std::size_t bytes) {
    if (bytes > most_ || used_ > most_ - bytes) return false;
    used_ += bytes;
    return true;
  }
  void give_back(std::size_t bytes) { used_ -= bytes; }

 private:
  std::size_t most_;
  std::size_t used_ = 0;
};

/// Some bytes of a budget, returned on destruction.
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
