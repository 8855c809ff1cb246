// The two-ended simulation: real engines against a real broker on a faulty virtual network.
//
//   sim [--seeds N] [--first S] [--weather NAME] [GoogleTest options]
//
// Each weather is a test that runs N worlds. A world that breaks a rule prints its seed and how to
// run it alone, and is written as one transcript per client.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "transcript.hpp"
#include "world.hpp"

namespace oread::sim {
namespace {

struct Plan {
  std::uint64_t seeds = 200;  // Per weather.
  std::uint64_t first = 1;
};

Plan& plan() {
  static Plan plan;
  return plan;
}

class Worlds : public testing::Test {
 public:
  explicit Worlds(Weather weather) : weather_(std::move(weather)) {}

  void TestBody() override {
    for (std::uint64_t seed = plan().first; seed < plan().first + plan().seeds; ++seed) {
      const std::optional<Breach> breach = World(weather_, seed, false).run();
      if (!breach) continue;
      // The same seed gives the same run: repeat it, and write it down.
      World again(weather_, seed, true);
      again.run();
      const std::string written = write_transcripts(again.clients(), weather_.name, seed, *breach);
      ADD_FAILURE() << breach->rule << "\n  client " << breach->client << " at "
                    << breach->at.time_since_epoch().count() << " ms: " << breach->detail
                    << "\n  alone: --gtest_filter=Worlds." << weather_.name << " --first " << seed
                    << " --seeds 1"
                    << "\n  written to " << written;
      return;
    }
  }

 private:
  Weather weather_;
};

std::uint64_t number(const char* text, const char* what) {
  char* end = nullptr;
  const std::uint64_t value = std::strtoull(text, &end, 10);
  if (*text == '\0' || *end != '\0') {
    std::fprintf(stderr, "sim: %s wants a number, not '%s'\n", what, text);
    std::exit(2);
  }
  return value;
}

}  // namespace
}  // namespace oread::sim

int main(int argc, char** argv) {
  using namespace oread::sim;
  testing::InitGoogleTest(&argc, argv);
  if (const char* seeds = std::getenv("OREAD_SIM_SEEDS")) {
    plan().seeds = number(seeds, "OREAD_SIM_SEEDS");
  }
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    const char* value = i + 1 < argc ? argv[++i] : "";
    if (option == "--seeds") {
      plan().seeds = number(value, "--seeds");
    } else if (option == "--first") {
      plan().first = number(value, "--first");
    } else {
      std::fprintf(stderr, "usage: %s [--seeds N] [--first S] [--gtest_filter=Worlds.NAME]\n",
                   argv[0]);
      return 2;
    }
  }
  for (const Weather& weather : weathers()) {
    testing::RegisterTest("Worlds", weather.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [weather]() -> testing::Test* { return new Worlds(weather); });
  }
  return RUN_ALL_TESTS();
}
