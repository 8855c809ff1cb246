// oread help, oread completion, and what shells ask for while a command line is typed.
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "completion.hpp"
#include "manual.hpp"
#include "usage.hpp"

namespace oread::command {
namespace {

struct HelpOptions {
  std::vector<std::string> topic;
  std::string folder;
  bool roff = false;
};

/// The command that these words name, or nullptr with the first wrong one in `wrong`.
const CLI::App* find(const CLI::App& app, const std::vector<std::string>& topic,
                     const CLI::App** inside, std::string& wrong) {
  const CLI::App* at = &app;
  for (const std::string& word : topic) {
    *inside = at;
    const CLI::App* next = nullptr;
    for (const CLI::App* sub : listed_commands(*at)) {
      if (sub->get_name() == word) next = sub;
    }
    wrong = word;
    if (next == nullptr) return nullptr;
    at = next;
  }
  return at;
}

ExitCode write_pages(const CLI::App& app, const std::string& folder, Terminal& terminal) {
  for (const ManualPage& page : manual_pages(app, OREAD_VERSION)) {
    const std::string path = folder + "/" + page.name + ".1";
    std::ofstream out(path, std::ios::binary);
    out << page.text;
    out.close();
    if (!out) {
      terminal.complain("cannot write " + safe(path) + ": create the folder first");
      return kFailed;
    }
  }
  return kOk;
}

/// Without the line's own end: line() writes it.
std::string chopped(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

ExitCode help(const CLI::App& app, const HelpOptions& options, Terminal& terminal) {
  if (!options.folder.empty()) return write_pages(app, options.folder, terminal);
  const CLI::App* inside = &app;
  std::string wrong;
  const CLI::App* found = find(app, options.topic, &inside, wrong);
  if (found == nullptr) {
    terminal.complain(safe(no_command(*inside, wrong)));
    return kUsage;
  }
  if (options.roff) {
    for (const ManualPage& page : manual_pages(*found, OREAD_VERSION)) {
      terminal.line(chopped(page.text));
      break;
    }
    return kOk;
  }
  const CLI::App* parent = found->get_parent();
  terminal.line(chopped(found->help(parent == nullptr ? "" : full_name(*parent))));
  return kOk;
}

}  // namespace

void add_help(CLI::App& app, Run& run) {
  auto options = std::make_shared<HelpOptions>();
  CLI::App* sub = app.add_subcommand("help", "Explain a command");
  sub->add_option("topic", options->topic, "The command: listen, or conform server");
  sub->add_flag("--man", options->roff, "Print the manual page instead, for man(1)")
      ->disable_flag_override();
  sub->add_option("--man-pages", options->folder, "Write all manual pages into this folder");
  sub->footer(
      "Examples:\n"
      "  oread help listen\n"
      "  oread help conform server\n"
      "  oread help --man listen | man -l -\n"
      "\n"
      "Exit codes: 0 done, 1 a page could not be written, 2 there is no such command.");
  sub->callback([options, &app, &run] {
    run.chosen = [options, &app, &run] { return help(app, *options, run.terminal); };
  });
}

void add_completion(CLI::App& app, Run& run) {
  auto shell = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("completion", "Print the completion script of a shell");
  sub->add_option("shell", *shell, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  sub->footer(
      "Examples:\n"
      "  source <(oread completion bash)                                  # bash, this session\n"
      "  source <(oread completion zsh)                                   # zsh, this session\n"
      "  oread completion fish > ~/.config/fish/completions/oread.fish    # fish\n"
      "\n"
      "`cmake --install` and the Debian package install all three.\n"
      "\n"
      "Exit codes: 0 done, 2 usage error.");
  sub->callback([shell, &run] {
    run.chosen = [shell, &run] {
      run.terminal.line(completion_script(*shell));
      return kOk;
    };
  });
}

ExitCode complete(const CLI::App& app, const std::vector<std::string>& words, Terminal& terminal) {
  for (const Candidate& each : candidates(app, words)) {
    terminal.line(each.word + "\t" + each.description);
  }
  return kOk;
}

}  // namespace oread::command
