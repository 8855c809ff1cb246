// JSON string literals: where one ends, and what it says.
#pragma once

#include <string_view>
#include "oread/text.hpp"

namespace oread::json {

/// Where a string literal ends.
struct StringEnd {
  const char* at = nullptr;  ///< Just behind the closing quote; null when the literal is not valid.
  bool escaped = false;      ///< Whether a backslash occurs in it.
};

/// Checks the literal whose body begins at `at` (just behind the opening quote) and finds its end.
/// Refused are control characters, unknown escapes and bytes that are not UTF-8; lone surrogate
/// escapes are let through, as RFC 8259 and JSON.parse do.
StringEnd end_of_string(const char* at, const char* end);

/// Appends what `body`, the inside of a literal that `end_of_string` accepted, says. A lone
/// surrogate becomes U+FFFD.
void append_unescaped(String& out, View body);

}  // namespace oread::json
