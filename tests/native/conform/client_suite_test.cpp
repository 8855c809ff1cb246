// oread/conformance/client.hpp with adapters that are no clients; tests/install/consumer has one
// for liboread.
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "oread/conformance/client.hpp"

namespace oread::conformance {
namespace {

class Silent : public Adapter {
 public:
  void begin(Report report) override { report_ = std::move(report); }
  void tell(const std::string& command) override {
    if (command.find("\"state\"") == std::string::npos) return;
    const std::string answer =
        R"({"report":"result","of":"state","value":{"state":"initialized","socket_id":""}})";
    std::thread([report = report_, answer] { report(answer); }).join();
  }

 private:
  Report report_;
};

class Broken : public Adapter {
 public:
  void begin(Report report) override { report("no JSON, and no harm"); }
  void tell(const std::string& /*command*/) override { throw std::runtime_error("out of order"); }
};

TEST(ClientSuite, The_cases_have_names_and_titles) {
  const auto all = client_cases();
  ASSERT_GT(all.size(), 150U);
  for (const ClientCase& each : all) {
    EXPECT_FALSE(each.title.empty() || each.expected.empty()) << each.id;
  }
}

TEST(ClientSuite, An_adapter_that_does_not_connect_cannot_be_used) {
  ClientSuite suite([] { return std::make_unique<Silent>(); });
  const ClientResult result = suite.run("CS-01");
  EXPECT_EQ(result.verdict, "INCONCLUSIVE");
  EXPECT_NE(result.reason.find("does not connect"), std::string::npos) << result.reason;
}

TEST(ClientSuite, What_an_adapter_throws_is_its_end) {
  ClientSuite suite([] { return std::make_unique<Broken>(); });
  const ClientResult result = suite.run("CS-01");
  EXPECT_EQ(result.verdict, "INCONCLUSIVE");
  EXPECT_NE(result.reason.find("out of order"), std::string::npos) << result.reason;
}

TEST(ClientSuite, A_case_that_does_not_exist_is_skipped) {
  ClientSuite suite([] { return std::make_unique<Silent>(); });
  EXPECT_EQ(suite.run("CS-99").verdict, "SKIP");
  EXPECT_EQ(suite.run("SS-01").verdict, "SKIP");
}

}  // namespace
}  // namespace oread::conformance
