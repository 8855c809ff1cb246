// UTF-8 validation, for hosts that read bytes from the network.
#pragma once

#include <string_view>

namespace oread {

/// Whether all of `text` is well-formed UTF-8: no overlong form, no surrogate, nothing beyond
/// U+10FFFF. The engine accepts nothing else.
bool is_utf8(std::string_view text);

}  // namespace oread
