#include "svg.hpp"

#include <cstdio>

#include "text.hpp"

namespace kiosk {
namespace {

constexpr int kCellWidth = 9;
constexpr int kCellHeight = 21;
constexpr int kBaseline = 15;
constexpr int kMargin = 14;
constexpr const char* kFont =
    "ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string hex(Colour colour) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
  return text;
}

/// One attribute, with a space before it.
std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + value + "\"";
}
std::string attribute(const char* name, int value) {
  return attribute(name, std::to_string(value));
}

std::string rectangle(int x, int y, int width, int height, Colour colour) {
  return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
         attribute("height", height) + attribute("fill", hex(colour)) + "/>\n";
}

/// Spaces at the ends are the distance to what is beside it.
std::string piece(std::string_view text, int x, int y, const Style& look) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
    x += kCellWidth;
  }
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.empty()) return {};
  return "<text" + attribute("x", x) + attribute("y", y + kBaseline) +
         attribute("textLength", width(text) * kCellWidth) + attribute("fill", hex(look.text)) +
         (look.bold ? attribute("font-weight", "bold") : "") + ">" + escaped(text) + "</text>\n";
}

}  // namespace

std::string svg(const Picture& picture, Theme theme) {
  const int wide = picture.columns * kCellWidth + 2 * kMargin;
  const int high = static_cast<int>(picture.lines.size()) * kCellHeight + 2 * kMargin;
  const std::string box = "0 0 " + std::to_string(wide) + " " + std::to_string(high);
  std::string out = "<svg" + attribute("xmlns", "http://www.w3.org/2000/svg") +
                    attribute("width", wide) + attribute("height", high) +
                    attribute("viewBox", box) + attribute("role", "img") +
                    attribute("aria-label", "Status board") + attribute("font-size", 15) +
                    attribute("xml:space", "preserve") + attribute("font-family", kFont) + ">\n";
  out += rectangle(0, 0, wide, high, background(theme));
  int y = kMargin;
  for (const Line& line : picture.lines) {
    std::string texts;
    int x = kMargin;
    for (const Span& span : line) {
      const Style look = style(theme, span.tone);
      const int columns = width(span.text) * kCellWidth;
      if (look.back) out += rectangle(x, y, columns, kCellHeight, *look.back);
      texts += piece(span.text, x, y, look);
      x += columns;
    }
    out += texts;
    y += kCellHeight;
  }
  return out + "</svg>\n";
}

}  // namespace kiosk
