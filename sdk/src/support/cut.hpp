// Reading a name from its front.
#pragma once

#include "oread/text.hpp"

namespace oread {

/// Takes `prefix` off the front of `text`; false, and nothing changed, when it does not begin so.
inline bool cut(View& text, const char* prefix) {
  const View front(prefix);
  if (text.substr(0, front.size()) != front) return false;
  text.remove_prefix(front.size());
  return true;
}

}  // namespace oread
