// UTF-8: checks text, and writes code points.
#pragma once

#include <string_view>

namespace oread::utf8 {

/// The length (1–4) of the well-formed sequence that begins at `at`, or 0 if none does. Overlong
/// forms, surrogates and code points beyond U+10FFFF are not well-formed. `at` must be before
/// `end`.
unsigned sequence(const char* at, const char* end);

/// Whether all of `text` is well-formed.
bool is_valid(std::string_view text);

/// Writes `code_point` to `to`, which has room for 4 bytes, and returns the end of the written
/// bytes. A surrogate or a number beyond U+10FFFF is written as U+FFFD.
char* write(char* to, char32_t code_point);

}  // namespace oread::utf8
