#include "support/utf8.hpp"

#include <cstddef>

#include "oread/utf8.hpp"

namespace oread::utf8 {

unsigned sequence(const char* at, const char* end) {
  const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const unsigned size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (end - at < static_cast<std::ptrdiff_t>(size)) return 0;
  // Unicode, table 3-7: only the second byte's range depends on the first byte.
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < least || byte(1) > most) return 0;
  for (unsigned i = 2; i < size; ++i) {
    if ((byte(static_cast<int>(i)) & 0xC0) != 0x80) return 0;
  }
  return size;
}

bool is_valid(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const unsigned size = sequence(at, end);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

char* write(char* to, char32_t code_point) {
#ifndef OREAD_LEAN
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
#endif
  if (code_point < 0x80) {
    *to++ = static_cast<char>(code_point);
    return to;
  }
  unsigned shift = code_point < 0x800 ? 6 : code_point < 0x10000 ? 12 : 18;
  const unsigned lead = shift == 6 ? 0xC0 : shift == 12 ? 0xE0 : 0xF0;
  *to++ = static_cast<char>(lead | (code_point >> shift));
  while (shift != 0) {
    shift -= 6;
    *to++ = static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
  }
  return to;
}

}  // namespace oread::utf8

namespace oread {

bool is_utf8(std::string_view text) {
  return utf8::is_valid(text);
}

}  // namespace oread
