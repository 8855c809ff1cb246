#include "conform_baseline.hpp"

#include <algorithm>

#include "conform/embedded.hpp"

namespace oread::command {
namespace {

using conform::Json;
using conform::Verdict;

/// PASS and INFO are what a server without deviations has.
bool deviates(Verdict verdict) {
  return verdict >= Verdict::NonStrict;
}

Json products() {
  for (const conform::Embedded& file : conform::embedded_files()) {
    if (file.name == "products.json") return Json::parse(file.content)["products"];
  }
  return Json::object();
}

/// The id by which the baseline knows this case: its own, or that of its table.
std::string known_id(const std::string& id, const Baseline& baseline) {
  const std::string table = id.substr(0, id.find('/'));
  return baseline.count(id) == 0 && baseline.count(table) != 0 ? table : id;
}

}  // namespace

std::vector<std::string> product_names() {
  std::vector<std::string> out;
  for (const Json& product : products()) out.push_back(product["baseline"].get<std::string>());
  return out;
}

std::optional<Baseline> product_baseline(const std::string& name) {
  for (const Json& product : products()) {
    if (product["baseline"] != name) continue;
    Json verdicts = product["predicted"];
    verdicts.update(product.value("known", Json::object()));
    const Result<Baseline> baseline = parse_baseline(Json{{"verdicts", verdicts}}.dump());
    if (baseline.ok()) return baseline.value();
  }
  return std::nullopt;
}

Result<Baseline> parse_baseline(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("verdicts") || !json["verdicts"].is_object()) {
    return Error{Errc::BadOption, 0,
                 R"(the baseline must be JSON: {"verdicts": {"ID": "VERDICT"}})"};
  }
  Baseline out;
  for (const auto& [id, verdicts] : json["verdicts"].items()) {
    const Json all = verdicts.is_array() ? verdicts : Json::array({verdicts});
    for (const Json& verdict : all) {
      const auto named = conform::verdict_named(conform::plain_text(verdict));
      if (!named) {
        return Error{
            Errc::BadOption, 0,
            "the baseline has no verdict for " + id + ", but " + conform::json_text(verdict)};
      }
      out[id].insert(*named);
    }
    if (all.empty()) {
      return Error{Errc::BadOption, 0, "the baseline has an empty list of verdicts for " + id};
    }
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
  std::map<std::string, Verdict> found;
  for (const auto& each : run.results) {
    if (each.outcome.verdict == Verdict::Skip) continue;
    const std::string id = known_id(each.about->id, baseline);
    const auto [at, is_first] = found.emplace(id, each.outcome.verdict);
    if (!is_first) at->second = std::max(at->second, each.outcome.verdict);
  }
  std::vector<Change> out;
  for (const auto& [id, verdict] : found) {
    const auto known = baseline.find(id);
    const std::set<Verdict> expected =
        known == baseline.end() ? std::set<Verdict>{Verdict::Pass} : known->second;
    const bool may_be_fine =
        std::any_of(expected.begin(), expected.end(), [](Verdict each) { return !deviates(each); });
    if (expected.count(verdict) != 0 || (may_be_fine && !deviates(verdict))) continue;
    std::string names;
    for (const Verdict each : expected) {
      names.append(names.empty() ? "" : " or ").append(name(each));
    }
    out.push_back({id, names, std::string(name(verdict))});
  }
  return out;
}

}  // namespace oread::command
