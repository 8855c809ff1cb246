// The cases about clients against our own engine, in virtual time: one test per case.
#include <gtest/gtest.h>

#include <fstream>

#include "conform/client/engine_stage.hpp"
#include "conform/client/grading.hpp"
#include "conformance/case_tests.hpp"

namespace oread::conform {
namespace {

class ClientCaseTest : public testing::Test {
 public:
  ClientCaseTest(const Catalogue& catalogue, const Case& about)
      : catalogue_(catalogue), about_(about) {}

  void TestBody() override {
    const std::unique_ptr<Stage> stage = make_engine_stage();
    ClientGrading grading(catalogue_, [] { return make_engine_stage(); }, {.token = "t"});
    expect_fine(about_, grading.run_case(about_, *stage), "oread-engine.json");
  }

 private:
  const Catalogue& catalogue_;
  const Case& about_;
};

}  // namespace

void register_client_case(const Catalogue& catalogue, const Case& about) {
  register_case(about, "engine",
                [&]() -> testing::Test* { return new ClientCaseTest(catalogue, about); });
}

}  // namespace oread::conform
