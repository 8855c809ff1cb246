// GoogleTests of the conformance cases about clients: one for each case.
//
//   int main(int argc, char** argv) {
//     testing::InitGoogleTest(&argc, argv);
//     oread::conformance::register_client_tests([] { return std::make_unique<MyAdapter>(); });
//     return RUN_ALL_TESTS();
//   }
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "oread/conformance/client.hpp"

namespace oread::conformance {

struct GTestOptions {
  std::string profile = "pusher-docs";
  /// Cases that wait longer than this are not registered.
  int max_wait_s = 20;
  /// Verdicts that are known and accepted: {"CP-11", "NON-STRICT"}. A test fails if the verdict
  /// becomes another one, better or worse.
  std::map<std::string, std::string> known = {};
};

/// Registers a test for each case: "CS-15" becomes CS_15.client, and "CE-02/c4001" CE_02.c4001.
/// A case that the adapter cannot play is a skipped test.
inline void register_client_tests(AdapterMaker maker, const GTestOptions& options = {}) {
  class CaseTest : public testing::Test {
   public:
    CaseTest(std::shared_ptr<ClientSuite> suite, std::string id, std::string known)
        : suite_(std::move(suite)), id_(std::move(id)), known_(std::move(known)) {}

    void TestBody() override {
      const ClientResult result = suite_->run(id_);
      if (result.verdict == "SKIP") GTEST_SKIP() << result.reason;
      if (!known_.empty()) {
        EXPECT_EQ(result.verdict, known_) << result.reason;
        return;
      }
      EXPECT_TRUE(result.verdict == "PASS" || result.verdict == "INFO")
          << result.verdict << ": " << result.reason << "\n"
          << result.log;
    }

   private:
    std::shared_ptr<ClientSuite> suite_;
    std::string id_;
    std::string known_;
  };

  const auto as_name = [](std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return text;
  };
  const auto suite = std::make_shared<ClientSuite>(std::move(maker), options.profile);
  for (const ClientCase& each : client_cases()) {
    if (each.waits_s > options.max_wait_s) continue;
    const std::size_t slash = each.id.find('/');
    const std::string group = as_name(each.id.substr(0, slash));
    const std::string name =
        slash == std::string::npos ? "client" : as_name(each.id.substr(slash + 1));
    const auto known = options.known.find(each.id);
    const std::string verdict = known == options.known.end() ? std::string() : known->second;
    testing::RegisterTest(group.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [suite, id = each.id, verdict]() -> testing::Test* {
                            return new CaseTest(suite, id, verdict);
                          });
  }
}

}  // namespace oread::conformance
