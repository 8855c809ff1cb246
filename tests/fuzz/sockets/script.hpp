// Reads a fuzz input as a script: bytes that select, and pieces of bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oread::fuzz {

class Script {
 public:
  Script(const std::uint8_t* data, std::size_t size)
      : rest_(reinterpret_cast<const char*>(data), size) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  /// One byte; 0 at the end.
  unsigned byte() { return rest_.empty() ? 0 : static_cast<unsigned char>(take(1).front()); }

  /// A piece preceded by its length, up to 255 bytes.
  std::string_view piece() { return take(byte()); }

 private:
  std::string_view take(std::size_t size) {
    const std::string_view out = rest_.substr(0, std::min(size, rest_.size()));
    rest_.remove_prefix(out.size());
    return out;
  }

  std::string_view rest_;
};

}  // namespace oread::fuzz
