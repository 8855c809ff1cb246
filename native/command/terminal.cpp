#include "terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace oread::command {
namespace {

const char* escape(Tone tone) {
  switch (tone) {
    case Tone::Plain: return "";
    case Tone::Dim: return "\x1b[2m";
    case Tone::Good: return "\x1b[32m";
    case Tone::Warn: return "\x1b[33m";
    case Tone::Bad: return "\x1b[31m";
    case Tone::Name: return "\x1b[36m";
  }
  return "";
}

bool write_line(std::FILE* stream, std::string_view text) {
  std::string whole(text);
  whole += '\n';
  return std::fwrite(whole.data(), 1, whole.size(), stream) == whole.size() &&
         std::fflush(stream) == 0;
}

}  // namespace

Terminal Terminal::detect() {
  Terminal terminal;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool unwanted = no_color != nullptr && *no_color != '\0';
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  const bool wanted = !unwanted && !dumb;
  terminal.colours_ = wanted && isatty(STDOUT_FILENO) == 1;
  terminal.status_colours_ = wanted && isatty(STDERR_FILENO) == 1;
  return terminal;
}

std::string Terminal::paint(Tone tone, std::string_view text, Output where) const {
  const bool colours = where == Output::Events ? colours_ : status_colours_;
  if (!colours || tone == Tone::Plain) return std::string(text);
  return escape(tone) + std::string(text) + "\x1b[0m";
}

bool Terminal::line(std::string_view text) {
  return write_line(stdout, text);
}

void Terminal::status(std::string_view text) {
  write_line(stderr, text);
}

void Terminal::complain(std::string_view text) {
  write_line(stderr, "oread: " + std::string(text));
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view kPlain = "-_=+:,.@%/";
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           kPlain.find(c) != std::string_view::npos;
  });
  if (plain) return std::string(text);
  std::string out = "'";
  for (const char c : safe(text)) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string safe(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    // U+0080–U+009F are control characters, too, and terminals may interpret them.
    const bool c1 = c == 0xC2 && i + 1 < text.size() &&
                    static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
                    static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if ((c >= 0x20 && c != 0x7F && !c1) || c == '\t') {
      out += static_cast<char>(c);
      continue;
    }
    const unsigned char shown = c1 ? static_cast<unsigned char>(text[++i]) : c;
    out += "\\x";
    out += kHex[shown >> 4];
    out += kHex[shown & 15];
  }
  return out;
}

}  // namespace oread::command
