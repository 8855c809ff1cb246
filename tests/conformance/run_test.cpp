// The order of a run of several cases, with cases of its own.
#include "conform/run.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "conform/broker_wire.hpp"

namespace oread::conform {
namespace {

/// Holds the request about "waiting" until the one about "quiet" has come twice.
class HeldRequest final : public Tamper {
 public:
  void requested(BrokerSide& /*broker*/, Call& call) override {
    std::unique_lock lock(mutex_);
    if (call.body.find("quiet") != std::string::npos) {
      ++quiet_;
      changed_.notify_all();
    } else if (call.body.find("waiting") != std::string::npos) {
      was_confirmed_ =
          changed_.wait_for(lock, std::chrono::seconds(10), [&] { return quiet_ > 1; });
    }
  }
  [[nodiscard]] bool was_confirmed() const { return was_confirmed_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int quiet_ = 0;
  bool was_confirmed_ = false;
};

Json publishing(const std::string& event) {
  return {{"publish", "news-{u}"}, {"event", event}, {"data", "{}"}};
}

TEST(Run, Verdicts_are_confirmed_while_other_cases_wait) {
  Catalogue catalogue;
  Case quiet;
  quiet.id = "XX-01";
  quiet.severity = Severity::Should;
  quiet.steps = Json::array({publishing("quiet"), {{"check", 1}, {"is", 2}}});
  Case waiting;
  waiting.id = "XX-02";
  waiting.waits_s = 1;
  waiting.steps = Json::array({publishing("waiting")});
  catalogue.cases = {quiet, waiting};
  HeldRequest held;
  conform::Run run(catalogue, broker_testee(),
                   [&](Millis) { return make_broker_wire(broker_options(), &held); },
                   {.token = "t"});
  const Result<RunResult> result = run.run({});
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(held.was_confirmed());
  EXPECT_EQ(result.value().results[0].outcome.verdict, Verdict::NonStrict);
  EXPECT_EQ(result.value().results[1].outcome.verdict, Verdict::Pass);
}

}  // namespace
}  // namespace oread::conform
