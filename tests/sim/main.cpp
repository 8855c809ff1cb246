// The two-ended simulation: real engines against a real broker on a faulty virtual network.
//
//   sim [--seeds N] [--first S] [--weather NAME] [GoogleTest options]
//
// Each weather is a test that runs N worlds, and another one of the same name that runs N/2 worlds
// whose clients speak the toy dialect (`Worlds.drops`, `ToyWorlds.drops`); --weather selects both.
// A world that breaks a rule prints its seed and how to run it alone, and is written as one
// transcript per client.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "transcript.hpp"
#include "world.hpp"

namespace oread::sim {
namespace {

struct Plan {
  std::uint64_t seeds = 200;  // Per weather; half as many with the toy dialect.
  std::uint64_t first = 1;
};

Plan& plan() {
  static Plan plan;
  return plan;
}

const char* suite(Language language) {
  return language == Language::Toy ? "ToyWorlds" : "Worlds";
}

class Worlds : public testing::Test {
 public:
  Worlds(Weather weather, Language language) : weather_(std::move(weather)), language_(language) {}

  void TestBody() override {
    const std::uint64_t part = language_ == Language::Toy ? 2 : 1;
    const std::uint64_t end = plan().first + (plan().seeds + part - 1) / part;
    for (std::uint64_t seed = plan().first; seed < end; ++seed) {
      const std::optional<Breach> breach = World(weather_, language_, seed, false).run();
      if (!breach) continue;
      // The same seed gives the same run: repeat it, and record it.
      World again(weather_, language_, seed, true);
      again.run();
      const std::string world = std::string(suite(language_)) + "-" + weather_.name;
      const std::string written = write_transcripts(again.clients(), world, seed, *breach);
      ADD_FAILURE() << breach->rule << "\n  client " << breach->client << " at "
                    << breach->at.time_since_epoch().count() << " ms: " << breach->detail
                    << "\n  alone: --gtest_filter=" << suite(language_) << "." << weather_.name
                    << " --first " << seed << " --seeds 1"
                    << "\n  written to " << written;
      return;
    }
  }

 private:
  Weather weather_;
  Language language_;
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
    } else if (option == "--weather") {
      GTEST_FLAG_SET(filter, std::string("*.") + value);
    } else {
      std::fprintf(stderr, "usage: %s [--seeds N] [--first S] [--weather NAME]\n", argv[0]);
      return 2;
    }
  }
  for (const Language language : {Language::Pusher, Language::Toy}) {
    for (const Weather& weather : weathers()) {
      testing::RegisterTest(
          suite(language), weather.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
          [weather, language]() -> testing::Test* { return new Worlds(weather, language); });
    }
  }
  return RUN_ALL_TESTS();
}
