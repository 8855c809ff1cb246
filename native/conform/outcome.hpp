// What one run of one case found.
#pragma once

#include <string>
#include <vector>

#include "conform/verdict.hpp"
#include "conform/wire.hpp"

namespace oread::conform {

struct Outcome {
  Verdict verdict = Verdict::Pass;
  std::string reason;              ///< Why it is not PASS.
  std::vector<std::string> notes;  ///< Measured values and deviations that do not decide.
  std::vector<LogEntry> log;
  Millis took{};
};

/// Ends the case; thrown by steps.
struct End {
  Verdict verdict;
  std::string reason;
};

/// How long an expected message may take. Much longer than a good server needs, because the machine
/// may have other work to do.
inline constexpr Millis kWithin{10'000};

}  // namespace oread::conform
