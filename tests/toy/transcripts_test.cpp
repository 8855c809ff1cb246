// Replays the toy's transcripts exactly. OREAD_UPDATE_TRANSCRIPTS=1 rewrites them.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "oread/trace.hpp"
#include "support/toy/toy.hpp"
#include "support/transcript_files.hpp"

namespace oread::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> transcripts() {
  return transcripts_in(fs::path(OREAD_SOURCE_DIR) / "tests/toy");
}

class ToyTranscripts : public testing::TestWithParam<fs::path> {};

TEST_P(ToyTranscripts, Replay_exactly) {
  const std::string text = contents(GetParam());
  const Result<trace::Transcript> recorded = trace::read(text);
  ASSERT_TRUE(recorded.ok()) << recorded.error().text;
  const trace::Transcript happened =
      trace::replay(recorded.value(), make_toy({Carrier::Requests, Asks::BeforeGreeting}));
  if (is_updating()) {
    std::ofstream(GetParam()) << trace::write(happened);
    return;
  }
  ASSERT_FALSE(recorded.value().steps.empty());
  EXPECT_EQ(trace::write(happened), text);
}

INSTANTIATE_TEST_SUITE_P(All, ToyTranscripts, testing::ValuesIn(transcripts()), test_name);

}  // namespace
}  // namespace oread::test
