// What is wrong with a command line, in the words of this program instead of the parser's.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace oread::command {

/// One sentence that names the option and says what to type.
std::string misuse_of(const CLI::ParseError& error, const CLI::App& app);

/// An option that took the next option for its value, which the parser allows: what is wrong, or
/// nothing.
std::optional<std::string> swallowed_option(const CLI::App& app);

/// There is no command of this name.
std::string no_command(const CLI::App& app, const std::string& name);

/// Accepts whole numbers in this range, and says so of others.
CLI::Validator whole_number(long least, long most);

}  // namespace oread::command
