// Known deviations of a server, so that a CI fails only when something changes.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conform/run.hpp"
#include "oread/result.hpp"

namespace oread::command {

/// The expected verdicts by case id; several where each of them is expected.
using Baseline = std::map<std::string, std::set<conform::Verdict>>;

/// Reads {"verdicts": {"SS-08": "NON-STRICT", "SS-09": ["PASS", "FAIL"]}}. Error: BadOption.
Result<Baseline> parse_baseline(const std::string& text);

/// The names of products whose published deviations are built in: "reverb".
std::vector<std::string> product_names();

/// What is predicted and known of this product; nothing if it is not one of them. An id stands for
/// all cases of its table.
std::optional<Baseline> product_baseline(const std::string& name);

/// The same form: every verdict that is not PASS, INFO or SKIP.
std::string baseline_text(const conform::RunResult& run);

/// A case whose verdict is not the expected one.
struct Change {
  std::string id;
  std::string expected;
  std::string found;
};

/// Everything that is better or worse than the baseline. Cases that were skipped or not selected
/// are not compared. If the baseline has the id of a table ("SS-05") and not those of its cases
/// ("SS-05/presence"), the worst of them counts.
std::vector<Change> changes(const conform::RunResult& run, const Baseline& baseline);

}  // namespace oread::command
