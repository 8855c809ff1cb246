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
  CLI::App* sub = group.add_subcommand("client", "Grade a client through a driver program");
  sub->add_option("-d,--driver", line->driver,
                  "The shell command that starts the driver; each job starts its own");
  add_run_options(*sub, *line);
  add_report_options(*sub, *line);
  sub->footer(
      "Examples:\n"
      "  oread conform client --driver 'node my-driver.mjs'\n"
      "  oread conform client --driver ./my-driver --only CE --html report.html\n"
      "  oread conform client --explain CS-15\n"
      "\n"
      "The driver is a small program. It tells the client what to do, and reports what the client\n"
      "did, in lines of JSON. The client connects to a server on 127.0.0.1, which follows the\n"
      "script of each case.\n"
      "\n"
      "Exit codes: 0 no case failed, 1 a case failed, 2 the run was not possible or a usage "
      "error,\n"
      "3 no case ran.");
  sub->callback([line, &run] {
    run.chosen = [line, &run] {
      return conform(run.terminal, *line, true, [&](const auto& catalogue, const auto& progress) {
        return grade_client(*line, catalogue, progress);
      });
    };
  });
}

}  // namespace oread::command
