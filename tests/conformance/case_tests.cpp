#include "conformance/case_tests.hpp"

#include <fstream>
#include <map>
#include <regex>

namespace oread::conform {
namespace {

/// Verdicts that are neither PASS nor INFO, with the reasons for them.
const Json& choices(const std::string& file) {
  static std::map<std::string, Json> known;
  Json& all = known[file];
  if (all.is_null()) {
    std::ifstream in(OREAD_SOURCE_DIR "/tests/conformance/testees/" + file);
    all = Json::parse(in)["choices"];
  }
  return all;
}

std::string log(const Outcome& outcome) {
  std::string out;
  for (const LogEntry& each : outcome.log) {
    out += std::to_string(each.at.count()) + " ms " + std::string(name(each.kind)) + " " +
           each.who + " " + each.text + "\n";
  }
  return out;
}

std::string as_test_name(const std::string& text) {
  return std::regex_replace(text, std::regex("[^A-Za-z0-9]"), "_");
}

}  // namespace

void expect_fine(const Case& about, const Outcome& outcome, const std::string& file) {
  const auto choice = choices(file).find(about.id);
  if (choice != choices(file).end()) {
    EXPECT_EQ(name(outcome.verdict), (*choice)["verdict"].get<std::string>()) << outcome.reason;
    return;
  }
  const bool fine = outcome.verdict == Verdict::Pass || outcome.verdict == Verdict::Info;
  EXPECT_TRUE(fine) << name(outcome.verdict) << ": " << outcome.reason << "\n" << log(outcome);
}

void register_case(const Case& about, const std::string& testee,
                   const std::function<testing::Test*()>& make, const std::string& suffix) {
  const std::size_t slash = about.id.find('/');
  const std::string test =
      slash == std::string::npos ? testee : as_test_name(about.id.substr(slash + 1)) + suffix;
  testing::RegisterTest(as_test_name(about.id.substr(0, slash)).c_str(), test.c_str(), nullptr,
                        nullptr, __FILE__, __LINE__, make);
}

}  // namespace oread::conform
