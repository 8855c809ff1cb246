// The colours of both themes. Text has a contrast of at least 4.5 on its background.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "picture.hpp"

namespace kiosk {

/// Terminal: the sixteen colours and the background that the terminal has.
enum class Theme { Terminal, Light, Dark };

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

struct Style {
  Colour text;
  std::optional<Colour> back;  ///< Of a band.
  bool bold = false;
};

Colour background(Theme theme);
Style style(Theme theme, Tone tone);

}  // namespace kiosk
