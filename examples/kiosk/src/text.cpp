#include "text.hpp"

#include <clocale>
#include <cwchar>

namespace kiosk {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kEllipsis = "…";
constexpr int kMarksPerCell = 2;  // combining characters; more would paint over other lines

/// The C library decodes UTF-8 and knows the width of every character, but only in a locale with
/// UTF-8. This one is built in, and is set for the calling thread only.
class Utf8 {
 public:
  Utf8() : before_(uselocale(locale())) {}
  ~Utf8() { uselocale(before_); }
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;

 private:
  static locale_t locale() {
    static const locale_t one = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return one;
  }
  locale_t before_;
};

struct Character {
  std::string_view bytes;
  wchar_t code = 0;
  bool valid = false;
};

/// Takes the first character of a text that is not empty.
Character next(std::string_view& text) {
  std::mbstate_t state{};
  wchar_t code = 0;
  const std::size_t got = std::mbrtowc(&code, text.data(), text.size(), &state);
  const bool valid = got != static_cast<std::size_t>(-1) && got != static_cast<std::size_t>(-2);
  // NUL has the length 0, and of a malformed character one byte is taken.
  const std::size_t length = valid && got > 0 ? got : 1;
  const Character one{text.substr(0, length), code, valid};
  text.remove_prefix(length);
  return one;
}

bool is_control(wchar_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/// Joiners, direction marks and the like: invisible, and able to reorder what others have written.
bool is_invisible(wchar_t code) {
  return code == 0xAD || code == 0x61C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
         code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) || code >= 0xE0000;
}

int columns_of(wchar_t code) {
  const int columns = wcwidth(code);
  return columns < 0 ? 0 : columns;
}

/// The longest beginning of the text that fits.
std::string_view beginning(std::string_view text, int columns) {
  std::string_view rest = text;
  int used = 0;
  while (!rest.empty()) {
    std::string_view after = rest;
    used += columns_of(next(after).code);
    if (used > columns) break;
    rest = after;
  }
  return text.substr(0, text.size() - rest.size());
}

}  // namespace

std::string plain(std::string_view text, std::size_t most) {
  const Utf8 utf8;
  std::string out;
  std::size_t kept = 0;
  int marks = 0;
  bool space = false;
  while (!text.empty() && kept < most) {
    const Character one = next(text);
    const bool blank = one.valid && (is_control(one.code) || one.code == L' ');
    if (blank) {
      space = !out.empty();
      continue;
    }
    // -1: neither a glyph nor a mark, so unassigned or a non-character.
    const int columns = one.valid ? wcwidth(one.code) : 1;
    if (one.valid && (is_invisible(one.code) || columns < 0)) continue;
    if (columns == 0 && (out.empty() || space || ++marks > kMarksPerCell)) continue;
    if (columns > 0) marks = 0;
    if (space) {
      if (++kept == most) break;
      out += ' ';
      space = false;
    }
    out += one.valid ? one.bytes : kReplacement;
    ++kept;
  }
  return out;
}

int width(std::string_view text) {
  const Utf8 utf8;
  int columns = 0;
  while (!text.empty()) columns += columns_of(next(text).code);
  return columns;
}

std::string cut(std::string_view text, int columns) {
  if (columns <= 0) return {};
  if (width(text) <= columns) return std::string(text);
  const Utf8 utf8;
  std::string_view kept = beginning(text, columns - 1);
  while (kept.ends_with(' ')) kept.remove_suffix(1);
  return std::string(kept).append(kEllipsis);
}

std::vector<std::string> wrap(std::string_view text, int columns, int lines) {
  std::vector<std::string> out;
  while (!text.empty() && static_cast<int>(out.size()) < lines) {
    const bool last = static_cast<int>(out.size()) + 1 == lines;
    if (last || width(text) <= columns) {
      out.push_back(cut(text, columns));
      break;
    }
    const Utf8 utf8;
    std::string_view line = beginning(text, columns);
    // A character that is wider than the whole line ends the text.
    if (line.empty()) break;
    if (text[line.size()] != ' ') {
      const std::size_t at = line.rfind(' ');
      if (at != std::string_view::npos && at > 0) line = line.substr(0, at);
    }
    out.emplace_back(line);
    text.remove_prefix(line.size());
    if (text.starts_with(' ')) text.remove_prefix(1);
  }
  return out;
}

}  // namespace kiosk
