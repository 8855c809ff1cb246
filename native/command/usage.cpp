#include "usage.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <numeric>
#include <optional>

#include "manual.hpp"

namespace oread::command {
namespace {

/// The edit distance between two words.
std::size_t distance(const std::string& one, const std::string& other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= other.size(); ++k) {
      const std::size_t change = diagonal + (one[i - 1] == other[k - 1] ? 0 : 1);
      diagonal = row[k];
      row[k] = std::min({row[k] + 1, row[k - 1] + 1, change});
    }
  }
  return row.back();
}

/// "; did you mean --channel?", or nothing.
std::string did_you_mean(const std::string& typed, const std::vector<std::string>& known) {
  const auto nearest =
      std::min_element(known.begin(), known.end(), [&](const auto& one, const auto& other) {
        return distance(typed, one) < distance(typed, other);
      });
  if (nearest == known.end() || distance(typed, *nearest) > 2) return {};
  return "; did you mean " + *nearest + "?";
}

/// The command that was being parsed.
const CLI::App& chosen(const CLI::App& app) {
  const CLI::App* at = &app;
  for (auto subs = app.get_subcommands(); !subs.empty(); subs = at->get_subcommands()) {
    at = subs.front();
  }
  return *at;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

/// "oread publish CHANNEL EVENT DATA".
std::string line_of(const CLI::App& command) {
  std::string out = full_name(command);
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() && option->get_required()) out += " " + upper(option->get_name());
  }
  return out;
}

std::string about_extra(const CLI::App& command) {
  const std::vector<std::string> extras = command.remaining(true);
  const auto dashed = std::find_if(extras.begin(), extras.end(), [](const std::string& text) {
    return text.size() > 1 && text.front() == '-';
  });
  if (dashed != extras.end()) {
    const std::string name = dashed->substr(0, dashed->find('='));
    return full_name(command) + " has no option " + name +
           did_you_mean(name, option_names(command));
  }
  const std::string first = extras.empty() ? "" : " \"" + extras.front() + "\"";
  return full_name(command) + " does not expect" + first +
         (first.find(' ', 1) == std::string::npos ? "" : "; put quotes around a value with spaces");
}

/// The subject of a parser's sentence "NAME: rest" or "NAME rest".
std::string subject_of(const std::string& text) {
  return text.substr(0, text.find_first_of(": "));
}

std::string needs_value(const std::string& name) {
  return name + " needs a value: " + name + " VALUE";
}

std::string about_count(const std::string& text) {
  const std::string name = subject_of(text);
  if (text.find("At Most") != std::string::npos) return name + " may be used only once";
  if (text.find("flag override") != std::string::npos)
    return (name.front() == '-' ? "" : "--") + name + " takes no value";
  return needs_value(name);
}

std::string with_help(const std::string& said, const CLI::App& command) {
  return said + " (" + full_name(command) + " --help lists all options)";
}

}  // namespace

std::string no_command(const CLI::App& app, const std::string& name) {
  std::vector<std::string> known;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    known.push_back(sub->get_name());
  }
  const std::string all = std::accumulate(known.begin(), known.end(), std::string(),
                                          [](std::string out, const std::string& one) {
                                            return std::move(out) + (out.empty() ? "" : ", ") + one;
                                          });
  return "there is no command \"" + name + "\"; the commands are: " + all +
         did_you_mean(name, known);
}

std::string misuse_of(const CLI::ParseError& error, const CLI::App& app) {
  const CLI::App& command = chosen(app);
  const std::string text = error.what();
  std::string said = text;
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    said = about_extra(command);
  } else if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const bool no_command = command.get_parent() == nullptr;
    said = no_command ? about_extra(command)
                      : upper(subject_of(text)) + " is missing: " + line_of(command);
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    said = about_count(text);
  } else if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    said = subject_of(text) + " takes no value";
  } else if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    // Our own validators describe the value; the parser puts the name before it.
    const std::string name = subject_of(text);
    said = name + (text.size() > name.size() + 1 ? text.substr(name.size() + 1) : "");
  }
  return with_help(said, command);
}

std::optional<std::string> swallowed_option(const CLI::App& app) {
  const CLI::App& command = chosen(app);
  const std::vector<std::string> names = option_names(command);
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& value : option->results()) {
      if (std::find(names.begin(), names.end(), value.substr(0, value.find('='))) != names.end()) {
        return with_help(needs_value(option->get_name()), command);
      }
    }
  }
  return std::nullopt;
}

CLI::Validator whole_number(long least, long most) {
  const std::string range = std::to_string(least) + " to " + std::to_string(most);
  return CLI::Validator(
      [=](std::string& text) -> std::string {
        long value = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = code == std::errc{} && end == text.data() + text.size();
        if (whole && value >= least && value <= most) return {};
        return "must be a whole number from " + range + ", not \"" + text + "\"";
      },
      least == 0 && most == 1 ? "" : range);
}

}  // namespace oread::command
