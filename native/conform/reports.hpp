// The result of a run in the forms that people and programs read.
#pragma once

#include <string>
#include <vector>

#include "conform/run.hpp"

namespace oread::conform {

/// One JSON object per line: the run, each case with its log, the summary.
std::string json_lines(const RunResult& run, const Catalogue& catalogue);

/// JUnit's XML, as CI systems read it. `bad` says which verdicts count as failures.
std::string junit(const RunResult& run, const std::vector<std::string>& bad_ids);

/// A table for a pull request or a README.
std::string markdown(const RunResult& run);

/// One page, readable without a network: the cases, with rule, expectation and wire log of each.
/// Earlier runs, as `json_lines` wrote them, become further columns.
std::string html(const RunResult& run, const Catalogue& catalogue,
                 const std::vector<std::string>& earlier);

/// A picture for a README: how many cases pass, in the colour of the worst verdict. SVG.
std::string badge(const RunResult& run);

/// "43 PASS, 2 NON-STRICT".
std::string summary(const RunResult& run);

}  // namespace oread::conform
