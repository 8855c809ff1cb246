// Parses the values of --header.
#pragma once

#include <string>
#include <vector>

#include "oread/native/fields.hpp"
#include "oread/result.hpp"

namespace oread::command {

/// From strings like "Name: value". Error: BadOption, with a text that is safe to print.
Result<native::Fields> parse_headers(const std::vector<std::string>& texts);

}  // namespace oread::command
