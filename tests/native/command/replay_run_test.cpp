#include "command/replay_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace oread::command {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

/// A recorded transcript.
Json recorded() {
  std::ifstream file(OREAD_SOURCE_DIR "/tests/transcripts/auth-at-once.json");
  return Json::parse(file, nullptr, false);
}

TEST(ReplayRun, A_recorded_trace_is_the_same_again) {
  const Json trace = recorded();
  const Replayed replayed = run_again(trace.dump());
  EXPECT_EQ(replayed.refusal, "");
  EXPECT_FALSE(replayed.parted);
  EXPECT_EQ(replayed.now.steps.size(), trace["steps"].size());
  EXPECT_TRUE(Json::parse(replay_json(replayed))["same"]);
}

TEST(ReplayRun, The_first_step_that_differs_is_shown_from_both_sides) {
  Json trace = recorded();
  ASSERT_GT(trace["steps"].size(), 1U);
  trace["steps"][1]["effects"] = Json::array({{{"kind", "made-up"}}});
  const Replayed replayed = run_again(trace.dump());
  ASSERT_EQ(replayed.parted, 1U) << replayed.refusal;
  const Json line = Json::parse(replay_json(replayed));
  EXPECT_FALSE(line["same"]);
  EXPECT_EQ(line["step"], 2);
  EXPECT_EQ(line["recorded"]["effects"], Json::parse(R"([{"kind":"made-up"}])"));
  EXPECT_NE(line["now"]["effects"], line["recorded"]["effects"]);
}

TEST(ReplayRun, A_deadline_that_differs_is_a_difference) {
  Json trace = recorded();
  trace["steps"][0]["deadline"] = 123'456'789;
  EXPECT_EQ(run_again(trace.dump()).parted, 0U);
}

TEST(ReplayRun, A_trace_without_its_beginning_is_not_replayed) {
  Json trace = recorded();
  trace["dropped"] = 3;
  const Replayed replayed = run_again(trace.dump());
  EXPECT_EQ(replayed.dropped, 3U);
  EXPECT_TRUE(replayed.now.steps.empty());
}

TEST(ReplayRun, Anything_else_is_refused_with_a_reason) {
  EXPECT_NE(run_again("").refusal, "");
  EXPECT_NE(run_again("[]").refusal, "");
  EXPECT_THAT(run_again(std::string(kTraceMost + 1, ' ')).refusal, HasSubstr("larger than 32 MiB"));
}

}  // namespace
}  // namespace oread::command
