// Replays the toy's transcripts exactly. OREAD_UPDATE_TRANSCRIPTS=1 rewrites them.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "oread/trace.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> transcripts() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(OREAD_SOURCE_DIR) / "tests/toy")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class ToyTranscripts : public testing::TestWithParam<fs::path> {};

TEST_P(ToyTranscripts, Replay_exactly) {
  std::ostringstream text;
  text << std::ifstream(GetParam()).rdbuf();
  const Result<trace::Transcript> recorded = trace::read(text.str());
  ASSERT_TRUE(recorded.ok()) << recorded.error().text;
  const trace::Transcript happened =
      trace::replay(recorded.value(), make_toy({Carrier::Requests, Asks::BeforeGreeting}));
  const char* update = std::getenv("OREAD_UPDATE_TRANSCRIPTS");
  if (update != nullptr && std::string_view(update) == "1") {
    std::ofstream(GetParam()) << trace::write(happened);
    return;
  }
  ASSERT_FALSE(recorded.value().steps.empty());
  EXPECT_EQ(trace::write(happened), text.str());
}

INSTANTIATE_TEST_SUITE_P(All, ToyTranscripts, testing::ValuesIn(transcripts()),
                         [](const testing::TestParamInfo<fs::path>& info) {
                           std::string name = info.param.stem().string();
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace oread::test
