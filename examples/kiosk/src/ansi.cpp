#include "ansi.hpp"

namespace kiosk {
namespace {

std::string rgb(const char* kind, Colour colour) {
  return std::string(kind) + ";2;" + std::to_string(colour.red) + ";" +
         std::to_string(colour.green) + ";" + std::to_string(colour.blue);
}

/// The terminal's own colours, which every terminal has; its user has chosen them.
std::string own(Tone tone) {
  switch (tone) {
    case Tone::Plain: return "";
    case Tone::Soft: return "2";
    case Tone::Strong: return "1";
    case Tone::Up: return "32";
    case Tone::Degraded: return "33";
    case Tone::Down: return "31";
    case Tone::Plan: return "36";
    case Tone::UpBand: return "30;42";
    case Tone::DegradedBand: return "30;43";
    case Tone::DownBand: return "1;37;41";
    case Tone::OldBand: return "7";
  }
  return "";
}

std::string codes(Theme theme, Tone tone) {
  if (theme == Theme::Terminal) return own(tone);
  const Style look = style(theme, tone);
  return std::string(look.bold ? "1;" : "") + rgb("38", look.text) + ";" +
         rgb("48", look.back.value_or(background(theme)));
}

}  // namespace

std::string ansi_begin(Theme theme, bool colours) {
  if (!colours) return "";
  if (theme == Theme::Terminal) return "\x1b[0m";
  return "\x1b[0;" + codes(theme, Tone::Plain) + "m";
}

std::string ansi(const Line& line, Theme theme, bool colours) {
  std::string out = ansi_begin(theme, colours);
  for (const Span& span : line) {
    const std::string look = colours ? codes(theme, span.tone) : "";
    if (look.empty()) {
      out += span.text;
    } else {
      out.append("\x1b[").append(look).append("m").append(span.text);
      out += ansi_begin(theme, colours);
    }
  }
  return out;
}

}  // namespace kiosk
