#include "support/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace oread {

String base64_of(View bytes) {
  constexpr const char* kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  String out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const unsigned byte = i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U;
      group = group << 8U | byte;
    }
    for (std::size_t i = 0; i < 4; ++i)
      out.push_back(i <= count ? kDigits[group >> (18 - 6 * i) & 63U] : '=');
  }
  return out;
}

bool is_base64(View text) {
  std::size_t size = text.size();
  while (size > 0 && text.size() - size < 2 && text[size - 1] == '=') --size;
  for (std::size_t i = 0; i < size; ++i) {
    const char c = text[i];
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter && (c < '0' || c > '9') && c != '+' && c != '/') return false;
  }
  // One digit is less than a byte.
  return size % 4 != 1 && (size == text.size() || text.size() % 4 == 0);
}

}  // namespace oread
