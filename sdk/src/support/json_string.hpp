// JSON string literals: where one ends, and what it says.
#pragma once

#include <string_view>
#include "oread/text.hpp"

namespace oread::json {

// The letters of the two-character escapes, and what each stands for.
inline constexpr std::string_view kEscapeLetters = "\"\\/bfnrt";
inline constexpr char kEscapeMeanings[] = "\"\\/\b\f\n\r\t";

/// Checks the literal whose body begins at `at` (just behind the opening quote) and finds its end,
/// just behind the closing quote; null when the literal is not valid.
/// Refused are control characters, unknown escapes and bytes that are not UTF-8; lone surrogate
/// escapes are let through, as RFC 8259 and JSON.parse do.
const char* end_of_string(const char* at, const char* end);

/// Appends what `body`, the inside of a literal that `end_of_string` accepted, says. A lone
/// surrogate becomes U+FFFD.
void append_unescaped(String& out, View body);

}  // namespace oread::json
