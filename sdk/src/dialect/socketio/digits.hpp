// Numbers as decimal digits, as servers write them.
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread::socketio {

/// Takes the digits at the beginning of `text`. Returns false, and takes nothing, if `text` does
/// not begin with a digit, or if the number is 2^53 or more: servers count in JavaScript.
inline bool take_digits(View& text, std::uint64_t& number) {
  constexpr std::uint64_t kMax = std::uint64_t{1} << 53U;
  std::uint64_t found = 0;
  std::size_t size = 0;
  for (; size < text.size(); ++size) {
    const unsigned digit = static_cast<unsigned char>(text[size]) - unsigned{'0'};
    if (digit > 9) break;
    found = found * 10 + digit;
    if (found >= kMax) return false;
  }
  if (size == 0) return false;
  text.remove_prefix(size);
  number = found;
  return true;
}

}  // namespace oread::socketio
