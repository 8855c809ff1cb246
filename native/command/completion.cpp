#include "completion.hpp"

#include <algorithm>
#include <sstream>

#include "manual.hpp"

namespace oread::command {
namespace {

/// The option that this word names, or nullptr.
const CLI::Option* option_named(const CLI::App& command, const std::string& word) {
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional() && option->check_name(word)) return option;
  }
  return nullptr;
}

bool takes_value(const CLI::Option* option) {
  return option != nullptr && option->get_expected_max() > 0;
}

/// The values of an option that accepts a few only: its type is "TEXT:{bash,zsh}".
std::vector<std::string> choices(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t from = type.find('{');
  const std::size_t to = type.find('}');
  std::vector<std::string> out;
  if (from == std::string::npos || to == std::string::npos) return out;
  std::istringstream list(type.substr(from + 1, to - from - 1));
  for (std::string each; std::getline(list, each, ',');) {
    if (std::find(out.begin(), out.end(), each) == out.end()) out.push_back(each);
  }
  return out;
}

/// A description on one line.
std::string line_of(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// Where the words before the last one lead.
struct Place {
  const CLI::App* command;
  /// The option whose value comes next, or nullptr.
  const CLI::Option* option = nullptr;
  std::size_t positionals = 0;
};

Place place_of(const CLI::App& app, const std::vector<std::string>& words) {
  Place at{&app};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (at.option != nullptr) {
      at.option = nullptr;
    } else if (word.size() > 1 && word.front() == '-') {
      const CLI::Option* named = option_named(*at.command, word);
      if (takes_value(named)) at.option = named;
    } else {
      const auto subs = listed_commands(*at.command);
      const auto sub = std::find_if(subs.begin(), subs.end(),
                                    [&](const CLI::App* each) { return each->get_name() == word; });
      if (sub == subs.end()) {
        ++at.positionals;
      } else {
        at = Place{*sub};
      }
    }
  }
  return at;
}

const CLI::Option* positional(const CLI::App& command, std::size_t index) {
  const CLI::Option* last = nullptr;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    last = option;
    if (index-- == 0) return option;
  }
  // The last one may be repeated.
  return last != nullptr && last->get_expected_max() > 1 ? last : nullptr;
}

std::vector<Candidate> everything(const Place& at, bool dashed) {
  std::vector<Candidate> out;
  const auto add_choices = [&](const CLI::Option* option) {
    if (option == nullptr) return;
    for (const std::string& each : choices(*option)) out.push_back({each, ""});
  };
  if (at.option != nullptr) {
    add_choices(at.option);
  } else if (dashed) {
    for (const CLI::Option* option : at.command->get_options()) {
      if (option->get_group().empty()) continue;
      for (const std::string& name : option->get_lnames()) {
        out.push_back({"--" + name, line_of(option->get_description())});
      }
    }
  } else {
    for (const CLI::App* sub : listed_commands(*at.command)) {
      out.push_back({sub->get_name(), line_of(sub->get_description())});
    }
    add_choices(positional(*at.command, at.positionals));
  }
  return out;
}

}  // namespace

std::vector<Candidate> candidates(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  const std::string& typed = words.back();
  std::vector<Candidate> out = everything(place_of(app, words), typed.rfind('-', 0) == 0);
  out.erase(std::remove_if(out.begin(), out.end(),
                           [&](const Candidate& each) { return each.word.rfind(typed, 0) != 0; }),
            out.end());
  return out;
}

std::string completion_script(const std::string& shell) {
  if (shell == "bash") {
    return R"(# Completion of oread for bash: source it, or put it into bash-completion's folder as "oread".
_oread() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("${line%%$'\t'*}")
  done < <("${COMP_WORDS[0]}" complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _oread oread)";
  }
  if (shell == "zsh") {
    return R"(#compdef oread
# Completion of oread for zsh: put it into a folder of $fpath as "_oread".
_oread() {
  local line
  local -a found
  for line in "${(@f)$("$words[1]" complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  if (( $#found )); then
    _describe 'oread' found
  else
    _files
  fi
}
if [[ $funcstack[1] == _oread ]]; then
  _oread "$@"
else
  compdef _oread oread
fi)";
  }
  if (shell == "fish") {
    return R"(# Completion of oread for fish: put it into a completions folder as "oread.fish".
function __oread_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] complete $words[2..-1] 2>/dev/null
end
complete -c oread -a '(__oread_complete)')";
  }
  return {};
}

}  // namespace oread::command
