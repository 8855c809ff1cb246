// The oread command: parses the command line and runs the selected sub-command.
#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "usage.hpp"

namespace {

using namespace oread::command;

/// Reports an unknown command, for which the parser would only say that a command is missing.
bool names_no_command(const CLI::App& app, const std::string& first) {
  if (first.empty() || first.front() == '-') return false;
  const auto subs = app.get_subcommands([](const CLI::App*) { return true; });
  return std::none_of(subs.begin(), subs.end(),
                      [&](const CLI::App* sub) { return sub->get_name() == first; });
}

/// `oread` and `oread help` without arguments work like --help.
std::vector<std::string> as_typed(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty() || (words.size() == 1 && words.front() == "help")) return {"--help"};
  return words;
}

ExitCode no_such(const CLI::App& app, const std::string& name, Run& run) {
  run.terminal.complain(safe(no_command(app, name)));
  return kUsage;
}

int run_command(int argc, char** argv) {
  CLI::App app{"Oread: live events in a terminal, and a development server.", "oread"};
  app.set_version_flag("--version", "oread " OREAD_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Try it in three terminals:\n"
      "  oread serve\n"
      "  oread listen --channel news\n"
      "  oread publish news headline '{\"text\":\"hello\"}' --secret SECRET\n"
      "`oread serve` prints the SECRET; if OREAD_SECRET is set, all three use it.\n"
      "\n"
      "Exit codes: 0 done or stopped by Ctrl-C, 1 failed, 2 usage error.\n"
      "Colours: only on a terminal, and never if NO_COLOR is set.");

  Run run{Terminal::detect(), {}};
  add_serve(app, run);
  add_listen(app, run);
  add_publish(app, run);
  add_doctor(app, run);
  add_conform(app, run);
  add_replay(app, run);
  add_help(app, run);
  add_completion(app, run);

  std::vector<std::string> words = as_typed(argc, argv);
  // Not parsed: the words are those of another command line, which is not complete yet.
  if (words.front() == "complete") {
    return complete(app, {words.begin() + 1, words.end()}, run.terminal);
  }
  const std::string first = words.front();
  std::reverse(words.begin(), words.end());  // the parser expects reverse order
  try {
    app.parse(std::move(words));
  } catch (const CLI::Success& asked) {
    return names_no_command(app, first) ? no_such(app, first, run) : app.exit(asked);
  } catch (const CLI::ParseError& error) {
    if (names_no_command(app, first)) return no_such(app, first, run);
    run.terminal.complain(safe(misuse_of(error, app)));
    return kUsage;
  }
  if (const std::optional<std::string> wrong = swallowed_option(app)) {
    run.terminal.complain(safe(*wrong));
    return kUsage;
  }
  return run.chosen ? run.chosen() : kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_command(argc, argv);
  } catch (const std::exception& error) {
    Terminal::detect().complain(error.what());
    return kFailed;
  }
}
