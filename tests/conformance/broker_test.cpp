// The cases of this folder against our own broker, alone and as a cluster of two, in virtual time:
// one test per case and testee, named after its id. --gtest_filter=SU-* works like SU_*, because
// GoogleTest reads a minus as "except".
#include <gtest/gtest.h>

#include <regex>

#include "conform/broker_wire.hpp"
#include "conform/run.hpp"
#include "conformance/case_tests.hpp"

namespace oread::conform {
namespace {

class CaseTest : public testing::Test {
 public:
  CaseTest(const Catalogue& catalogue, const Case& about, bool is_cluster)
      : catalogue_(catalogue), about_(about), is_cluster_(is_cluster) {}

  void TestBody() override {
    const auto make_wire = [this](Millis) {
      return is_cluster_ ? make_cluster_wire(broker_options()) : make_broker_wire(broker_options());
    };
    conform::Run run(catalogue_, broker_testee(), make_wire, {.token = "t"});
    expect_fine(about_, run.run_case(about_), "oread-broker.json");
  }

 private:
  const Catalogue& catalogue_;
  const Case& about_;
  bool is_cluster_;
};

}  // namespace

/// Returns false if the catalogue cannot be used.
bool register_all() {
  static const Result<Catalogue> catalogue = load_catalogue();
  if (!catalogue.ok()) {
    std::fprintf(stderr, "%s\n", catalogue.error().text.c_str());
    return false;
  }
  for (const Case& each : catalogue.value().cases) {
    // Neither the broker nor the engine alone has these.
    const bool elsewhere =
        std::any_of(each.needs.begin(), each.needs.end(), [](const std::string& need) {
          return need == "sockets" || need == "echo" || need == "callbacks" ||
                 need == "dynamic-headers";
        });
    if (elsewhere) continue;
    if (each.about_client) {
      register_client_case(catalogue.value(), each);
    } else {
      const auto make = [&each](bool is_cluster) -> testing::Test* {
        return new CaseTest(catalogue.value(), each, is_cluster);
      };
      register_case(each, "broker", [make] { return make(false); });
      register_case(
          each, "cluster", [make] { return make(true); }, "_on_a_cluster");
    }
  }
  return true;
}

}  // namespace oread::conform

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (!argument.starts_with("--gtest_filter=")) continue;
    argument = std::regex_replace(argument, std::regex("\\b([A-Z]{2})-(?=[0-9*?])"), "$1_");
    testing::GTEST_FLAG(filter) = argument.substr(std::string("--gtest_filter=").size());
    argv[i][2] = 'x';  // GoogleTest must not read it again.
  }
  testing::InitGoogleTest(&argc, argv);
  return oread::conform::register_all() ? RUN_ALL_TESTS() : 1;
}
