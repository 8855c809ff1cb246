// The manual pages, from the description of the command line that --help prints.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace oread::command {

/// A page in the format of man(7), UTF-8. `name` is its file name without the section:
/// "oread-listen".
struct ManualPage {
  std::string name;
  std::string text;
};

/// One page for `app`, and one for each sub-command that is listed in its help, at any depth.
std::vector<ManualPage> manual_pages(const CLI::App& app, const std::string& version);

/// "oread conform server": the names from the root to this command.
std::string full_name(const CLI::App& command);

/// The sub-commands that its help lists.
std::vector<const CLI::App*> listed_commands(const CLI::App& command);

}  // namespace oread::command
