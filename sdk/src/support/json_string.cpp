#include "support/json_string.hpp"

#include "support/json_block.hpp"
#include "support/utf8.hpp"

#ifdef OREAD_LEAN
#define OREAD_JSON_PLAIN 1
#endif

namespace oread::json {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The end of the escape that begins with the backslash at `at`, or null.
const char* end_of_escape(const char* at, const char* end) {
  if (end - at < 2) return nullptr;
  if (at[1] != 'u') return View(kEscapeLetters).find(at[1]) == View::npos ? nullptr : at + 2;
  if (end - at < 6) return nullptr;
  for (int i = 2; i < 6; ++i) {
    if (hex_digit(at[i]) < 0) return nullptr;
  }
  return at + 6;
}

/// The four digits of the `\uXXXX` at `at`.
char32_t unit_at(const char* at) {
  int unit = 0;
  for (int i = 2; i < 6; ++i) unit = unit * 16 + hex_digit(at[i]);
  return static_cast<char32_t>(unit);
}

/// Writes the character of the valid escape at `at`, and moves `at` past it.
char* write_escape(char* to, const char*& at, const char* end) {
  const char letter = at[1];
  if (letter == 'u') {
    char32_t unit = unit_at(at);
    at += 6;
    if (unit >= 0xD800 && unit < 0xDC00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
      const char32_t second = unit_at(at);
      if (second >= 0xDC00 && second < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
        at += 6;
      }
    }
    return utf8::write(to, unit);
  }
  at += 2;
  *to = kEscapeMeanings[View(kEscapeLetters).find(letter)];
  return to + 1;
}

#ifdef OREAD_JSON_PLAIN

}  // namespace

// Byte by byte, for a build whose size matters more than its speed. It does not check for UTF-8:
// the host of such a build encodes its texts from JavaScript strings.

const char* end_of_string(const char* at, const char* end) {
  while (at != nullptr && at != end) {
    const auto byte = static_cast<unsigned char>(*at);
    if (byte == '"') return at + 1;
    if (byte < 0x20) return nullptr;
    at = byte == '\\' ? end_of_escape(at, end) : at + 1;
  }
  return nullptr;
}

void append_unescaped(String& out, View body) {
  // No escape is longer decoded than written, so the result fits where the body would.
  const std::size_t before = out.size();
  out.resize(before + body.size());
  char* to = out.data() + before;
  for (const char* from = body.begin(); from != body.end();) {
    if (*from == '\\') {
      to = write_escape(to, from, body.end());
    } else {
      *to++ = *from++;
    }
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

#else

/// The marks of the block at `at`. If the text ends earlier, zeros follow, which count as control
/// characters.
Marks marks_before(const char* at, const char* end) {
  if (end - at >= kBlock) return marks_at(at);
  char padded[kBlock] = {};
  std::memcpy(padded, at, static_cast<std::size_t>(end - at));
  return marks_at(padded);
}

/// Whether every backslash of the block, except one at its very end, begins a `\"`: the common case
/// of JSON in JSON.
[[gnu::noinline]] bool only_quotes_escaped(Marks marks) {
  constexpr unsigned kAll = (1U << kBlock) - 1;
  return ((marks.backslash << 1) & ~marks.quote & kAll) == 0;
}

bool ends_in_backslash(Marks marks) {
  return (marks.backslash >> (kBlock - 1)) != 0;
}

}  // namespace

const char* end_of_string(const char* at, const char* end) {
  for (;;) {
    const Marks marks = marks_before(at, end);
    const unsigned special = marks.quote | marks.backslash | marks.other;
    if (special == 0) {
      at += kBlock;
      continue;
    }
    if (marks.other == 0 && only_quotes_escaped(marks)) {
      const unsigned closing = marks.quote & ~(marks.backslash << 1);
      if (closing != 0) return at + lowest(closing) + 1;
      const bool split = ends_in_backslash(marks);
      if (!split || (end - at > kBlock && at[kBlock] == '"')) {
        at += split ? kBlock + 1 : kBlock;
        continue;
      }
    }
    at += lowest(special);
    if (at >= end) return nullptr;
    const auto byte = static_cast<unsigned char>(*at);
    if (byte == '"') return at + 1;
    if (byte == '\\') {
      at = end_of_escape(at, end);
      if (at == nullptr) return nullptr;
      continue;
    }
    if (byte < 0x20) return nullptr;
    do {
      const unsigned size = utf8::sequence(at, end);
      if (size == 0) return nullptr;
      at += size;
    } while (at != end && static_cast<unsigned char>(*at) >= 0x80);
  }
}

void append_unescaped(String& out, View body) {
  // No escape is longer decoded than written, so the result fits where the body would.
  const std::size_t before = out.size();
  out.resize(before + body.size());
  char* const start = out.data() + before;
  char* to = start;
  const char* from = body.data();
  const char* const end = from + body.size();
  // A piece may begin anywhere in its block, so it can touch two.
  while (end - from >= kBlock + kBlock) {
    const Marks marks = marks_at(from);
    if (marks.backslash != 0 && only_quotes_escaped(marks) &&
        (!ends_in_backslash(marks) || from[kBlock] == '"')) {
      // Copies the pieces between the backslashes, each a whole block long: the next piece
      // overwrites what is too much. A quote after a backslash at the very end is an ordinary
      // character.
      unsigned rest = marks.backslash;
      const char* piece = from;
      do {
        std::memcpy(to, piece, kBlock);
        const char* const backslash = from + lowest(rest);
        to += backslash - piece;
        piece = backslash + 1;
        rest &= rest - 1;
      } while (rest != 0);
      std::memcpy(to, piece, kBlock);
      to += from + kBlock - piece;
      from += kBlock;
      continue;
    }
    std::memcpy(to, from, kBlock);
    const int run = marks.backslash == 0 ? kBlock : lowest(marks.backslash);
    to += run;
    from += run;
    if (run != kBlock) to = write_escape(to, from, end);
  }
  while (from != end) {
    if (*from == '\\') {
      to = write_escape(to, from, end);
    } else {
      *to++ = *from++;
    }
  }
  out.resize(before + static_cast<std::size_t>(to - start));
}

#endif

}  // namespace oread::json
