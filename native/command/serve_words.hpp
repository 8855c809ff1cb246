// What is wrong with the options of `oread serve`, in the words of its command line.
#pragma once

#include <optional>
#include <string>

namespace oread::command {

std::optional<std::string> wrong_with_webhook(const std::string& url);

/// The server speaks of its fields, as "apps[7].key must not be empty".
std::string in_options(const std::string& wrong);

}  // namespace oread::command
