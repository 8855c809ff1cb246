// Usage errors in our own words instead of the parser's.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace oread::command {

/// One sentence that names the option and says what to type.
std::string misuse_of(const CLI::ParseError& error, const CLI::App& app);

/// The error for an option that consumed the next option as its value, which the parser allows; or
/// nothing.
std::optional<std::string> swallowed_option(const CLI::App& app);

/// The error for an unknown command.
std::string no_command(const CLI::App& app, const std::string& name);

/// Accepts integers in this range, and reports others.
CLI::Validator whole_number(long least, long most);

}  // namespace oread::command
