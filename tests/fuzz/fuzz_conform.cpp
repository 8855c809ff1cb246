// Fuzzes what `oread conform` reads: what a server under test sends while a case runs, what a
// client under test sends, files of cases, baselines, and earlier runs. Whatever arrives, the case
// ends with a verdict, and all reports can be written.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "command/conform_baseline.hpp"
#include "conform/broker_wire.hpp"
#include "conform/case_run.hpp"
#include "conform/client/client_run.hpp"
#include "conform/client/http_requests.hpp"
#include "conform/foreign_json.hpp"
#include "conform/match.hpp"
#include "conform/reports.hpp"
#include "conform/upgrade.hpp"
#include "conform_hostile.hpp"

namespace {

using namespace oread;
using namespace oread::conform;
using fuzz::HostileStage;
using fuzz::HostileWire;
using fuzz::Tape;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz_conform: %s\n", what);
  std::abort();
}

const Catalogue& catalogue() {
  static const Result<Catalogue> loaded = load_catalogue();
  require(loaded.ok(), "the catalogue cannot be loaded");
  return loaded.value();
}

void check_reports(const RunResult& run, const std::vector<std::string>& earlier) {
  const std::string lines = json_lines(run, catalogue());
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = lines.find('\n', from);
    require(end != std::string::npos, "a line does not end");
    require(!Json::parse(lines.substr(from, end - from), nullptr, false).is_discarded(),
            "a line is not JSON");
    from = end + 1;
  }
  require(!junit(run, {}).empty() && !markdown(run).empty() && !badge(run).empty() &&
              !summary(run).empty(),
          "no report");
  require(html(run, catalogue(), earlier).find("</html>") != std::string::npos, "no page");
  require(command::parse_baseline(command::baseline_text(run)).ok(), "a baseline cannot be read");
}

RunResult result_of(const Case& about, Outcome outcome) {
  RunResult run;
  run.testee = "fuzz";
  run.profile = "pusher-docs";
  run.results.push_back({&about, std::move(outcome)});
  return run;
}

void run_case(Tape& tape) {
  const Testee testee = broker_testee();
  const auto& cases = catalogue().cases;
  for (std::size_t at = tape.number() % cases.size();; at = (at + 1) % cases.size()) {
    if (cases[at].about_client) continue;
    HostileWire wire(tape);
    CaseRun run(cases[at], testee, wire, cases[at].severity, "t");
    check_reports(result_of(cases[at], run.run()), {});
    return;
  }
}

void run_client_case(Tape& tape) {
  const auto& cases = catalogue().cases;
  for (std::size_t at = tape.number() % cases.size();; at = (at + 1) % cases.size()) {
    if (!cases[at].about_client) continue;
    HostileStage stage(tape);
    ClientRun run(cases[at], stage, cases[at].severity, "t");
    check_reports(result_of(cases[at], run.run()), {});
    return;
  }
}

void read_client(Tape& tape) {
  std::string bytes = tape.rest();
  std::string framed = bytes;
  std::string answered = bytes;
  for (std::size_t left = bytes.size() + 1; take_response(answered); left = answered.size()) {
    require(answered.size() < left, "a response takes no bytes");
  }
  FrameReader reader(true);
  for (std::size_t left = framed.size() + 1;; left = framed.size()) {
    const auto received = reader.read(framed);
    // What breaks the framing ends the connection, whatever else has arrived.
    if (!received || received->kind == Received::Kind::Closed) break;
    require(framed.size() < left, "a frame takes no bytes");
    reader.take_ping();
  }
  form_fields(bytes);
  for (auto request = take_request(bytes); request; request = take_request(bytes)) {
    json_text(headers_of(request->head));
    json_text(form_fields(request->body));
  }
}

void read_file(Tape& tape) {
  static const char* const kNames[] = {"SS.json", "rules.json", "capabilities.json", "CC.json"};
  Catalogue own = catalogue();
  own.cases.clear();
  const std::string name = kNames[tape.byte() % std::size(kNames)];
  if (!add_file(own, name, tape.rest())) complaints(own);
}

void compare_values(Tape& tape) {
  const std::size_t size = tape.number();
  const Json value = foreign_json(tape.take(size));
  const Json pattern = foreign_json(tape.rest());
  if (!wrong_pattern(pattern)) mismatch(&value, pattern);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Tape tape(std::string(reinterpret_cast<const char*>(data), size));
  switch (tape.byte() % 8) {
    case 0: read_client(tape); break;
    case 1: read_file(tape); break;
    case 2: compare_values(tape); break;
    case 3: (void)command::parse_baseline(tape.rest()); break;
    case 4: check_reports(result_of(catalogue().cases.front(), {}), {tape.rest()}); break;
    case 5: run_client_case(tape); break;
    default: run_case(tape);
  }
  return 0;
}
