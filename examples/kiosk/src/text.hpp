// Text from a server on its way to a screen: made harmless, measured in columns, cut and wrapped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// `text` with nothing that a terminal or an SVG file could take for a command: control characters
/// (escape sequences begin with one) become spaces, characters that change the direction of writing
/// or have no glyph are left out, and malformed UTF-8 becomes U+FFFD. Runs of spaces become one. At
/// most `most` characters are kept.
std::string plain(std::string_view text, std::size_t most);

/// How many columns the text takes. The text is `plain`.
int width(std::string_view text);

/// The text, cut to this many columns with "…" if it is longer.
std::string cut(std::string_view text, int columns);

/// The text in at most `lines` lines, broken at spaces where possible; the last one is cut.
std::vector<std::string> wrap(std::string_view text, int columns, int lines);

}  // namespace kiosk
