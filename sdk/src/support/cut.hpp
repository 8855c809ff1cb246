// Reading a name from its front.
#pragma once

#include "oread/text.hpp"

namespace oread {

/// Takes `prefix` off the front of `text`; false, and nothing changed, when it does not begin so.
inline bool cut(View& text, View prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace oread
