// A fuzzer's input as a script of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace oread::fuzz {

/// Reads the script.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  bool empty() const { return at_ == end_; }
  unsigned byte() { return empty() ? 0 : *at_++; }
  /// Everything up to the next zero byte.
  std::string text() {
    std::string out;
    while (!empty() && *at_ != 0) out += static_cast<char>(*at_++);
    if (!empty()) ++at_;
    return out;
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

}  // namespace oread::fuzz
