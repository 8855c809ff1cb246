// JSON string literals: finds the end of one, and decodes it.
#pragma once

#include <string_view>
#include "oread/text.hpp"

namespace oread::json {

// The letters of the two-character escapes, and the characters that they stand for.
inline constexpr std::string_view kEscapeLetters = "\"\\/bfnrt";
inline constexpr char kEscapeMeanings[] = "\"\\/\b\f\n\r\t";

/// Checks the literal whose body begins at `at` (right after the opening quote), and returns its
/// end, right after the closing quote; null if the literal is invalid. Control characters, unknown
/// escapes and bytes that are not UTF-8 are invalid; lone surrogate escapes are accepted, as in RFC
/// 8259 and JSON.parse.
const char* end_of_string(const char* at, const char* end);

/// Appends the decoded `body`, which is the inside of a literal that `end_of_string` accepted. A
/// lone surrogate becomes U+FFFD.
void append_unescaped(String& out, View body);

}  // namespace oread::json
