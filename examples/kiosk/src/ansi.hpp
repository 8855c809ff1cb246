// A picture for a terminal.
#pragma once

#include <string>

#include "palette.hpp"
#include "picture.hpp"

namespace kiosk {

/// One line, with colours or without. It ends with the terminal's own colours, or with those of the
/// theme, so that what is erased after it gets its background.
std::string ansi(const Line& line, Theme theme, bool colours);

/// What turns all colours on or off again; empty without colours.
std::string ansi_begin(Theme theme, bool colours);

}  // namespace kiosk
