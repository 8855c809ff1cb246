// The oread command: reads the command line and runs the sub-command that it names.
#include <exception>

#include "commands.hpp"

namespace {

using namespace oread::command;

/// Says that there is no such sub-command, which the parser would only miss.
bool names_no_command(const CLI::App& app, const std::string& first, Terminal& terminal) {
  if (first.empty() || first.front() == '-') return false;
  std::string known;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (sub->get_name() == first) return false;
    known += (known.empty() ? "" : ", ") + sub->get_name();
  }
  terminal.complain("there is no command \"" + safe(first) + "\"; there are: " + known);
  return true;
}

int run_command(int argc, char** argv) {
  CLI::App app{"Oread: live events from a terminal, and a server to develop against.", "oread"};
  app.set_version_flag("--version", "oread " OREAD_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Try it, in three terminals:\n"
      "  oread serve\n"
      "  oread listen --channel news\n"
      "  oread publish news headline '{\"text\":\"hello\"}' --secret SECRET\n"
      "`oread serve` prints the SECRET; with OREAD_SECRET set, they all use that.\n\n"
      "Exit codes: 0 done or stopped by Ctrl-C, 1 failed, 2 the command line makes no sense.\n"
      "Colours: only on a terminal, and never when NO_COLOR is set.");

  Run run{Terminal::detect(), {}};
  add_serve(app, run);
  add_listen(app, run);
  add_publish(app, run);
  add_doctor(app, run);
  add_replay(app, run);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (names_no_command(app, argc > 1 ? argv[1] : "", run.terminal)) return kUsage;
    return app.exit(error) == 0 ? kOk : kUsage;
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
