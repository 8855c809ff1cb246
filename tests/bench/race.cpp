#include "race.hpp"

#include <algorithm>
#include <ctime>

namespace oread::bench {
namespace {

constexpr int kRounds = 41;
constexpr double kRoundNanos = 4e6;

volatile std::size_t g_sink;  // Written, never read.

double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

double per_frame(const Runner& runner, const std::vector<std::string>& frames, int passes) {
  std::size_t sum = 0;
  const double begin = now();
  for (int i = 0; i < passes; ++i) {
    for (const std::string& frame : frames) sum += runner.take(frame);
  }
  const double end = now();
  g_sink = sum;
  return (end - begin) / (passes * static_cast<double>(frames.size()));
}

}  // namespace

std::vector<double> race(std::span<const Runner> runners, const std::vector<std::string>& frames) {
  std::vector<int> passes;
  for (const Runner& runner : runners) {
    // The second of two runs is warm.
    per_frame(runner, frames, 1);
    const double once = per_frame(runner, frames, 1) * static_cast<double>(frames.size());
    passes.push_back(std::max(1, static_cast<int>(kRoundNanos / std::max(once, 1.0))));
  }
  std::vector<std::vector<double>> rounds(runners.size());
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < runners.size(); ++i) {
      rounds[i].push_back(per_frame(runners[i], frames, passes[i]));
    }
  }
  std::vector<double> medians;
  for (std::vector<double>& each : rounds) {
    std::nth_element(each.begin(), each.begin() + kRounds / 2, each.end());
    medians.push_back(each[kRounds / 2]);
  }
  return medians;
}

}  // namespace oread::bench
