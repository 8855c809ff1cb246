// Removes prefixes from names.
#pragma once

#include "oread/text.hpp"

namespace oread {

/// Removes `prefix` from `text`. Returns false, and changes nothing, if `text` begins otherwise.
inline bool cut(View& text, const char* prefix) {
  const View front(prefix);
  if (text.substr(0, front.size()) != front) return false;
  text.remove_prefix(front.size());
  return true;
}

}  // namespace oread
