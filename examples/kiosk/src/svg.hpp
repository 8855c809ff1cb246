// A picture as an SVG file.
#pragma once

#include <string>

#include "palette.hpp"
#include "picture.hpp"

namespace kiosk {

/// A complete document. Every piece of text names its width, so that it looks the same in every
/// font with a fixed pitch.
std::string svg(const Picture& picture, Theme theme);

}  // namespace kiosk
