#include "support/json_write.hpp"

#include "support/json_string.hpp"

namespace oread::json {

void append_string(String& out, View text) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text.substr(copied, i - copied));
    copied = i + 1;
    out += '\\';
    const std::size_t letter = View(kEscapeMeanings).find(c);
    if (letter != View::npos) {
      out += kEscapeLetters[letter];
    } else {
      out += "u00";
      out += static_cast<char>('0' + (byte >> 4));
      out += "0123456789abcdef"[byte & 15];
    }
  }
  out.append(text.substr(copied, text.size() - copied));
  out += '"';
}

// Every value ends in a character other than these three, so the last one shows whether a comma is
// needed.
void Writer::comma() {
  if (out_.size() == start_) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

Writer& Writer::put(char c) {
  out_ += c;
  return *this;
}

Writer& Writer::begin(char open) {
  comma();
  return put(open);
}

Writer& Writer::key(View name) {
  string(name);
  return put(':');
}

Writer& Writer::string(View text) {
  comma();
  append_string(out_, text);
  return *this;
}

Writer& Writer::integer(std::int64_t number) {
  char digits[20];  // "-9223372036854775808"
  char* const end = digits + sizeof digits;
  char* at = end;
  const auto bits = static_cast<std::uint64_t>(number);
  std::uint64_t rest = number < 0 ? 0 - bits : bits;
  do {
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (number < 0) *--at = '-';
  return raw({at, static_cast<std::size_t>(end - at)});
}

Writer& Writer::raw(View json) {
  comma();
  out_ += json;
  return *this;
}

}  // namespace oread::json
