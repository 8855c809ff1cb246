// Replays every transcript of this folder through the native engine and compares each step exactly;
// or those of the folder OREAD_TRANSCRIPTS, written by other builds of the engine.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "oread/trace.hpp"
#include "support/transcript_files.hpp"

namespace oread::test {
namespace {

namespace fs = std::filesystem;

const char* other_folder() {
  return std::getenv("OREAD_TRANSCRIPTS");
}

std::vector<fs::path> transcripts() {
  const fs::path folder = other_folder() != nullptr
                              ? fs::path(other_folder())
                              : fs::path(OREAD_SOURCE_DIR) / "tests" / "transcripts";
  return transcripts_in(folder);
}

class Transcripts : public testing::TestWithParam<fs::path> {};

TEST_P(Transcripts, Replays_exactly) {
  const std::string text = contents(GetParam());
  const Result<trace::Transcript> read = trace::read(text);
  ASSERT_TRUE(read.ok()) << read.error().text;
  const trace::Transcript& recorded = read.value();
  ASSERT_FALSE(recorded.name.empty()) << "a transcript says which rule it shows";
  ASSERT_FALSE(recorded.steps.empty());
  if (const auto error = check(recorded.options)) FAIL() << error->text;
  if (const auto error = check(recorded.server)) FAIL() << error->text;

  const trace::Transcript happened = trace::replay(recorded);
  if (is_updating()) {
    std::ofstream(GetParam()) << trace::write(happened);
    return;
  }
  ASSERT_EQ(happened.steps.size(), recorded.steps.size());
  for (std::size_t i = 0; i < recorded.steps.size(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i) + ": " + trace::to_text(recorded.steps[i].input));
    EXPECT_EQ(happened.steps[i].effects, recorded.steps[i].effects);
    EXPECT_EQ(happened.steps[i].deadline, recorded.steps[i].deadline);
  }
  if (other_folder() != nullptr) return;
  // In the file's own format, so that an update changes only what differs.
  EXPECT_EQ(trace::write(happened), text);
}

INSTANTIATE_TEST_SUITE_P(All, Transcripts, testing::ValuesIn(transcripts()), test_name);

}  // namespace
}  // namespace oread::test
