// Headers as --header gives them.
#pragma once

#include <string>
#include <vector>

#include "oread/native/fields.hpp"
#include "oread/result.hpp"

namespace oread::command {

/// Of texts like "Name: value". Error: BadOption, with a text for the terminal.
Result<native::Fields> parse_headers(const std::vector<std::string>& texts);

}  // namespace oread::command
