// For hosts that read bytes off a wire: whether they are text at all.
#pragma once

#include <string_view>

namespace oread {

/// Whether all of `text` is well-formed UTF-8: no overlong form, no surrogate, nothing beyond
/// U+10FFFF. The engine takes nothing else.
bool is_utf8(std::string_view text);

}  // namespace oread
