// Patterns of case files: what a received message has to look like.
//
// A pattern is JSON. Plain values must be equal; an object must contain the pattern's keys and may
// contain more; a list must have the same length. An object with one key that begins with $ is an
// operator:
//   {"$type": "string"}       the type: string, integer, number, boolean, null, object, array
//   {"$regex": "^[0-9]+$"}    a string in which the expression is found
//   {"$encoded": P}           a string that contains JSON which matches P
//   {"$loose": P}             P itself, or a string that contains it
//   {"$any": [P, Q]}          one of these
//   {"$not": P}               anything else; also missing
//   {"$absent": true}         the key is missing
//   {"$range": [1, 10]}       a number from 1 to 10
//   {"$has": [P, Q]}          a list, in which an element matches P and one matches Q
//   {"$size": P}              a list or object whose number of elements matches P
//   {"$length": P}            a string whose number of bytes matches P
#pragma once

#include <optional>
#include <string>

#include "conform/expand.hpp"

namespace oread::conform {

/// What does not match, as a sentence with the place ("data.code is 5, expected 4001"); nothing if
/// `value` matches. `value` is null for something that is missing.
std::optional<std::string> mismatch(const Json* value, const Json& pattern,
                                    const std::string& place = {});

inline bool matches(const Json& value, const Json& pattern) {
  return !mismatch(&value, pattern);
}

/// What is wrong with a pattern itself; nothing if it can be used.
std::optional<std::string> wrong_pattern(const Json& pattern);

}  // namespace oread::conform
