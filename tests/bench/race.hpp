// Times several ways of doing the same work in interleaved rounds, so that whatever disturbs the
// machine disturbs all of them alike.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace oread::bench {

/// One way of doing the work.
struct Runner {
  std::string name;
  /// Takes one frame; the sum of what it returns is kept, so that the compiler cannot leave the
  /// work out.
  std::function<std::size_t(const std::string& frame)> take;
};

/// For each runner the median of its rounds in nanoseconds of processor time per frame.
std::vector<double> race(std::span<const Runner> runners, const std::vector<std::string>& frames);

}  // namespace oread::bench
