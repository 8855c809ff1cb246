// Times several implementations of the same task in interleaved rounds, so that disturbances of the
// machine affect all of them equally.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace oread::bench {

/// One implementation of the task.
struct Runner {
  std::string name;
  /// Processes one frame; the results are summed up, so that the compiler cannot optimize the work
  /// away.
  std::function<std::size_t(const std::string& frame)> take;
};

/// For each runner, the median of its rounds in nanoseconds of processor time per frame.
std::vector<double> race(std::span<const Runner> runners, const std::vector<std::string>& frames);

}  // namespace oread::bench
