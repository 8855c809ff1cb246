#include "conform_baseline.hpp"

namespace oread::command {
namespace {

using conform::Json;
using conform::Verdict;

/// PASS and INFO are what a server without deviations has.
bool deviates(Verdict verdict) {
  return verdict >= Verdict::NonStrict;
}

}  // namespace

Result<Baseline> parse_baseline(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("verdicts") || !json["verdicts"].is_object()) {
    return Error{Errc::BadOption, 0,
                 "the baseline must be JSON: {\"verdicts\": {\"ID\": \"VERDICT\"}}"};
  }
  Baseline out;
  for (const auto& [id, verdict] : json["verdicts"].items()) {
    const auto named = conform::verdict_named(conform::plain_text(verdict));
    if (!named) {
      return Error{
          Errc::BadOption, 0,
          "the baseline has no verdict for " + id + ", but " + conform::json_text(verdict)};
    }
    out[id] = *named;
  }
  return out;
}

std::string baseline_text(const conform::RunResult& run) {
  Json verdicts = Json::object();
  for (const auto& each : run.results) {
    if (deviates(each.outcome.verdict)) verdicts[each.about->id] = name(each.outcome.verdict);
  }
  return Json{{"testee", run.testee}, {"profile", run.profile}, {"verdicts", verdicts}}.dump(2) +
         "\n";
}

std::vector<Change> changes(const conform::RunResult& run, const Baseline& baseline) {
  std::vector<Change> out;
  for (const auto& each : run.results) {
    const Verdict found = each.outcome.verdict;
    if (found == Verdict::Skip) continue;
    const auto known = baseline.find(each.about->id);
    const Verdict expected = known == baseline.end() ? Verdict::Pass : known->second;
    if (expected == found || (!deviates(expected) && !deviates(found))) continue;
    out.push_back({each.about->id, std::string(name(expected)), std::string(name(found))});
  }
  return out;
}

}  // namespace oread::command
