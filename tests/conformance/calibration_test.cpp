// Each case fails on a wrong server: every case that can fail a server is run on every mutant.
// Cases that no mutant fails are listed, with the reason, in testees/not-calibrated.json.
// CONFORM_CALIBRATION=FILE writes the table of who notices what.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "conform/run.hpp"
#include "conformance/mutants.hpp"

namespace oread::conform {
namespace {

std::vector<Mutant> all_mutants() {
  std::vector<Mutant> out;
  for (const auto& part : {connection_mutants(), channel_mutants(), event_mutants(),
                           request_mutants(), webhook_mutants()}) {
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

Verdict verdict_on(const Catalogue& catalogue, const Case& about, const Mutant& mutant) {
  const std::unique_ptr<Tamper> tamper = make_tamper(mutant);
  broker::Options options = broker_options();
  if (mutant.options) mutant.options(options);
  Run run(catalogue, broker_testee(),
          [&](Millis) { return make_broker_wire(options, tamper.get()); }, {.token = "t"});
  return run.run_case(about).verdict;
}

bool runs_here(const Case& about) {
  return !about.about_client &&
         std::find(about.needs.begin(), about.needs.end(), "sockets") == about.needs.end();
}

/// A case that never fails anybody needs no mutant; one about sockets cannot be run here.
bool wants_mutant(const Case& about) {
  return runs_here(about) && about.severity != Severity::Info && about.severity != Severity::Should;
}

bool is_fair(const Mutant& mutant, const Case& about) {
  const auto& all = mutant.fair_for;
  return all.empty() || std::any_of(all.begin(), all.end(), [&](const std::string& pattern) {
           return selects(pattern, about.id);
         });
}

class Calibration : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(catalogue_.ok()); }

  /// Whether the case notices the mutant; each pair is run once.
  bool notices(const Case& about, const Mutant& mutant) {
    if (!is_fair(mutant, about)) return false;
    const auto known = verdicts_.find({about.id, mutant.name});
    if (known != verdicts_.end()) return known->second;
    const Verdict verdict = verdict_on(catalogue_.value(), about, mutant);
    const bool noticed = verdict == Verdict::Fail || verdict == Verdict::Security ||
                         (about.severity == Severity::Should && verdict == Verdict::NonStrict);
    return verdicts_[{about.id, mutant.name}] = noticed;
  }

  static inline const Result<Catalogue> catalogue_ = load_catalogue();
  static inline const std::vector<Mutant> mutants_ = all_mutants();
  static inline std::map<std::pair<std::string, std::string>, bool> verdicts_;
};

TEST_F(Calibration, Every_case_fails_on_a_wrong_server) {
  std::ifstream in(OREAD_SOURCE_DIR "/tests/conformance/testees/not-calibrated.json");
  const Json reasons = Json::parse(in)["cases"];
  const char* path = std::getenv("CONFORM_CALIBRATION");
  std::string table;
  for (const Case& about : catalogue_.value().cases) {
    if (!wants_mutant(about)) continue;
    std::vector<std::string> failing;
    for (const Mutant& mutant : mutants_) {
      if (notices(about, mutant)) failing.push_back(mutant.name);
      if (path == nullptr && !failing.empty()) break;
    }
    EXPECT_NE(failing.empty(), !reasons.contains(about.id)) << about.id << " " << about.title;
    table += about.id;
    for (const std::string& each : failing) table += "\t" + each;
    table += "\n";
  }
  if (path != nullptr) std::ofstream(path) << table;
}

TEST_F(Calibration, Every_wrong_server_is_noticed) {
  for (const Mutant& mutant : mutants_) {
    const auto& cases = catalogue_.value().cases;
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), [&](const Case& about) {
      return runs_here(about) && notices(about, mutant);
    })) << mutant.name;
  }
}

}  // namespace
}  // namespace oread::conform
