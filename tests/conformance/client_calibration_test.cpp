// Each case about clients fails on a wrong client. Those that no wrong client fails are listed,
// with the reason, in testees/not-calibrated.json. CONFORM_CALIBRATION=FILE appends to the table.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "conform/client/grading.hpp"
#include "conformance/client_mutants.hpp"

namespace oread::conform {
namespace {

bool runs_here(const Case& about) {
  const auto& needs = about.needs;
  return about.about_client && std::none_of(needs.begin(), needs.end(), [](const auto& need) {
           return need == "sockets" || need == "echo" || need == "callbacks" ||
                  need == "dynamic-headers";
         });
}

bool wants_mutant(const Case& about) {
  return runs_here(about) && about.severity != Severity::Info && about.severity != Severity::Should;
}

TEST(ClientCalibration, Every_case_fails_on_a_wrong_client_and_every_wrong_client_fails_one) {
  const auto catalogue = load_catalogue();
  ASSERT_TRUE(catalogue.ok());
  std::ifstream in(OREAD_SOURCE_DIR "/tests/conformance/testees/not-calibrated.json");
  const Json reasons = Json::parse(in)["cases"];
  const char* path = std::getenv("CONFORM_CALIBRATION");
  std::map<std::string, std::string> failing;
  for (const ClientMutant& mutant : client_mutants()) {
    bool noticed = false;
    for (const Case& about : catalogue.value().cases) {
      if (!wants_mutant(about) && (noticed || !runs_here(about))) continue;
      const auto stage = make_engine_stage(&mutant.tamper);
      ClientGrading grading(catalogue.value(), [] { return make_engine_stage(); }, {.token = "t"});
      const Verdict verdict = grading.run_case(about, *stage).verdict;
      const bool bad = verdict == Verdict::Fail || verdict == Verdict::Security ||
                       (about.severity == Severity::Should && verdict == Verdict::NonStrict);
      if (!bad) continue;
      noticed = true;
      failing[about.id] += "\t" + mutant.name;
    }
    EXPECT_TRUE(noticed) << mutant.name;
  }
  std::string table;
  for (const Case& about : catalogue.value().cases) {
    if (!wants_mutant(about)) continue;
    EXPECT_NE(failing.count(about.id) == 0, !reasons.contains(about.id))
        << about.id << " " << about.title;
    table += about.id + failing[about.id] + "\n";
  }
  if (path != nullptr) std::ofstream(path, std::ios::app) << table;
}

}  // namespace
}  // namespace oread::conform
