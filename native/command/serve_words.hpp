// Errors in the options of `oread serve`, in terms of its command line.
#pragma once

#include <optional>
#include <string>

namespace oread::command {

/// What is wrong with the URL that this option was given.
std::optional<std::string> wrong_with_url(const std::string& option, const std::string& url);

/// The server's errors name its fields, as in "apps[7].key must not be empty".
std::string in_options(const std::string& wrong);

}  // namespace oread::command
