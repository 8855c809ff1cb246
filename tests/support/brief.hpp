// An effect in a few words, and patterns for it: what the scripts compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oread/effect.hpp"

namespace oread::test {

/// The kind and the fields that are not zero, in the order of effect.hpp: "connection-changed
/// initialized connecting". Texts of links are written as they are; strings inside them are not
/// quoted.
std::string brief(const Effect& effect);
std::vector<std::string> brief(const Effects& effects);

/// `*` in `pattern` stands for anything.
bool is_like(std::string_view text, std::string_view pattern);

}  // namespace oread::test
