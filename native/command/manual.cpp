#include "manual.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace oread::command {
namespace {

/// Text for man(7): hyphens that can be copied, no escapes, and no requests at the start of a line.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      const bool starts = out.empty() || out.back() == '\n';
      if (starts && (c == '.' || c == '\'')) out += "\\&";
      out += c;
    }
  }
  return out;
}

/// A text as an argument of a request.
std::string argument(const std::string& text) {
  std::string out = "\"";
  for (const char c : escaped(text)) out += c == '"' ? std::string("\\(dq") : std::string(1, c);
  return out + "\"";
}

std::string page_name(const CLI::App& command) {
  std::string name = full_name(command);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

/// The first line of the description, without its full stop, as apropos shows it.
std::string summary(const CLI::App& command) {
  std::string text = command.get_description();
  if (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

std::string synopsis(const CLI::App& command) {
  std::string out = ".B " + escaped(full_name(command)) + "\n[\\fIOPTIONS\\fR]";
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    const std::string name = "\\fI" + escaped(option->get_name()) + "\\fR";
    out += option->get_required() ? " " + name : " [" + name + "]";
  }
  if (!listed_commands(command).empty()) out += " \\fISUBCOMMAND\\fR";
  return out + "\n";
}

/// Options, or positionals, with the words that --help has for their types and defaults.
std::string options_of(const CLI::App& command, bool positional) {
  const auto* words = dynamic_cast<const CLI::Formatter*>(command.get_formatter().get());
  std::string out;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() != positional || option->get_group().empty()) continue;
    out += ".TP\n\\fB" + escaped(option->get_name(positional, !positional)) + "\\fR";
    out += escaped(words == nullptr ? "" : words->make_option_opts(option)) + "\n";
    out += escaped(option->get_description()) + "\n";
  }
  return out;
}

/// The paragraphs of the footer. Examples and other indented lines keep their lines.
std::string footer_of(const CLI::App& command) {
  std::istringstream lines(command.get_footer());
  std::string out;
  std::string line;
  bool verbatim = false;
  bool begins = true;
  const auto keep_lines = [&](bool keep) {
    if (keep != verbatim) out += keep ? ".PP\n.nf\n" : ".fi\n.PP\n";
    verbatim = keep;
  };
  const std::string exit_codes = "Exit codes: ";
  while (std::getline(lines, line)) {
    if (line.empty()) {
      keep_lines(false);
      begins = true;
      continue;
    }
    keep_lines(line.rfind("  ", 0) == 0);
    if (line == "Examples:") {
      out += ".SH EXAMPLES\n";
    } else if (line.rfind(exit_codes, 0) == 0) {
      out += ".SH EXIT STATUS\n" + escaped(line.substr(exit_codes.size())) + "\n";
    } else {
      if (begins && !verbatim) out += out.empty() ? ".SH NOTES\n" : ".PP\n";
      out += escaped(line) + "\n";
    }
    begins = false;
  }
  keep_lines(false);
  return out;
}

std::string environment_of(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_envname().empty()) continue;
    out += ".TP\n\\fB" + escaped(option->get_envname()) + "\\fR\nReplaces " +
           escaped(option->get_name()) + ", if that is not given.\n";
  }
  return out;
}

std::string section(const std::string& title, const std::string& body) {
  return body.empty() ? "" : ".SH " + title + "\n" + body;
}

std::string see_also(const CLI::App& command) {
  std::string out;
  const auto mention = [&](const CLI::App& other) {
    out += (out.empty() ? ".BR " : " ,\n.BR ") + argument(page_name(other)) + " (1)";
  };
  if (command.get_parent() != nullptr) mention(*command.get_parent());
  for (const CLI::App* sub : listed_commands(command)) mention(*sub);
  return out + "\n";
}

std::string commands_of(const CLI::App& command) {
  std::string out;
  for (const CLI::App* sub : listed_commands(command)) {
    out +=
        ".TP\n\\fB" + escaped(sub->get_name()) + "\\fR\n" + escaped(sub->get_description()) + "\n";
  }
  return out;
}

void add_pages(const CLI::App& command, const std::string& version, std::vector<ManualPage>& out) {
  const std::string name = page_name(command);
  std::string title = name;
  std::transform(title.begin(), title.end(), title.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  // No date: the same sources give the same page.
  out.push_back(
      {name, ".TH " + argument(title) + " 1 \"\" " + argument("oread " + version) +
                 " \"User Commands\"\n" +
                 section("NAME", escaped(name) + " \\- " + escaped(summary(command)) + "\n") +
                 section("SYNOPSIS", synopsis(command)) +
                 section("COMMANDS", commands_of(command)) +
                 section("ARGUMENTS", options_of(command, true)) +
                 section("OPTIONS", options_of(command, false)) +
                 section("ENVIRONMENT", environment_of(command)) + footer_of(command) +
                 section("SEE ALSO", see_also(command))});
  for (const CLI::App* sub : listed_commands(command)) add_pages(*sub, version, out);
}

}  // namespace

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? "oread" : full_name(*parent) + " " + command.get_name();
}

std::vector<const CLI::App*> listed_commands(const CLI::App& command) {
  return command.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); });
}

std::vector<ManualPage> manual_pages(const CLI::App& app, const std::string& version) {
  std::vector<ManualPage> out;
  add_pages(app, version, out);
  return out;
}

}  // namespace oread::command
