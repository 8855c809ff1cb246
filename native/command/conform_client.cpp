// oread conform client: grades a client by the Pusher protocol.
#include <memory>

#include "conform/client/driver_process.hpp"
#include "conform/client/grading.hpp"
#include "conform/client/socket_stage.hpp"
#include "conform_line.hpp"

namespace oread::command {
namespace {

struct ClientLine : ConformLine {
  std::string driver;
};

Result<conform::RunResult> grade_client(const ClientLine& line, const conform::Catalogue& catalogue,
                                        const conform::Progress& progress) {
  if (line.driver.empty()) {
    throw Failure{"--driver is missing: oread conform client --driver 'node my-driver.mjs'"};
  }
  const conform::RunOptions options = run_options(line);
  conform::ClientGrading grading(
      catalogue,
      [&line] {
        return conform::make_socket_stage(std::make_unique<conform::DriverProcess>(line.driver));
      },
      options);
  Result<conform::RunResult> result = grading.run(line.name, progress);
  if (result) return result;
  throw Failure{"the client cannot be graded: " + result.error().text +
                    "; check that the driver follows the protocol in the documentation",
                kHarnessError};
}

}  // namespace

void add_conform_client(CLI::App& group, Run& run) {
  auto line = std::make_shared<ClientLine>();
  CLI::App* sub = group.add_subcommand("client", "Grade a client through a driver program.");
  sub->add_option("-d,--driver", line->driver,
                  "The command that starts the driver, for the shell; one for each job");
  add_run_options(*sub, *line);
  add_report_options(*sub, *line);
  sub->footer(
      "Examples:\n"
      "  oread conform client --driver 'node my-driver.mjs'\n"
      "  oread conform client --driver ./my-driver --only CE --html report.html\n"
      "  oread conform client --explain CS-15\n"
      "\n"
      "The driver is a small program that tells the client what to do, and what it did, in lines "
      "of\n"
      "JSON. The client connects to a server on 127.0.0.1 that follows the script of each case.\n"
      "\n"
      "Exit codes: 0 no case fails, 1 one does, 2 the run was not possible or a usage error, 3 "
      "nothing\nran.");
  sub->callback([line, &run] {
    run.chosen = [line, &run] {
      return conform(run.terminal, *line, true, [&](const auto& catalogue, const auto& progress) {
        return grade_client(*line, catalogue, progress);
      });
    };
  });
}

}  // namespace oread::command
