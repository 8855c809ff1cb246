// Effects in short form, and patterns for them: what the scripts compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oread/effect.hpp"

namespace oread::test {

/// The kind and the fields that are not zero, in the order of effect.hpp: "connection-changed
/// initialized connecting". Messages of links are written unchanged; strings inside them are not
/// quoted.
std::string brief(const Effect& effect);
std::vector<std::string> brief(const Effects& effects);

/// `*` in `pattern` matches anything.
bool is_like(std::string_view text, std::string_view pattern);

}  // namespace oread::test
