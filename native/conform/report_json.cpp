// The result of a run as JSON: lines for programs, and the data of the page.
#include "conform/embedded.hpp"
#include "conform/reports.hpp"

namespace oread::conform {
namespace {

constexpr std::size_t kShownBytes = 2000;

std::string cut(const std::string& text) {
  if (text.size() <= kShownBytes) return text;
  return text.substr(0, kShownBytes) + "… (" + std::to_string(text.size()) + " bytes)";
}

Json log_json(const std::vector<LogEntry>& log) {
  Json out = Json::array();
  for (const LogEntry& each : log) {
    out.push_back({{"ms", each.at.count()},
                   {"kind", name(each.kind)},
                   {"who", each.who},
                   {"text", cut(each.text)}});
  }
  return out;
}

Json case_json(const CaseResult& result, const std::string& profile) {
  const Case& about = *result.about;
  return {{"type", "case"},
          {"id", about.id},
          {"title", about.title},
          {"verdict", name(result.outcome.verdict)},
          {"reason", result.outcome.reason},
          {"notes", result.outcome.notes},
          {"severity", name(about.severity_in(profile))},
          {"rules", about.rules},
          {"ms", result.outcome.took.count()},
          {"log", log_json(result.outcome.log)}};
}

Json run_json(const RunResult& run) {
  Json abilities = Json::object();
  for (const auto& [what, ability] : run.abilities) {
    abilities[what] = {{"has", ability.has}, {"why", ability.why}};
  }
  Json out = {{"type", "run"},
              {"testee", run.testee},
              {"profile", run.profile},
              {"unix_ms", run.unix_ms},
              {"oread", OREAD_VERSION},
              {"capabilities", abilities},
              {"seed", std::strtoul(run.token.c_str(), nullptr, 10)}};
  if (run.usage) {
    out["memory"] = {run.usage->before.memory, run.usage->after.memory};
    out["descriptors"] = {run.usage->before.descriptors, run.usage->after.descriptors};
  }
  return out;
}

Json counts_json(const RunResult& run) {
  Json out = Json::object();
  for (const auto& [verdict, count] : run.counts()) out[std::string(name(verdict))] = count;
  return out;
}

Json rules_json(const Catalogue& catalogue, const Case& about) {
  Json out = Json::array();
  for (const std::string& id : about.rules) {
    const Rule& rule = catalogue.rules.at(id);
    out.push_back(
        {{"id", id}, {"status", rule.status}, {"source", rule.source}, {"text", rule.text}});
  }
  return out;
}

/// A run that was read from its lines.
Json earlier_json(const std::string& lines) {
  Json out = {{"cases", Json::object()}};
  std::size_t from = 0;
  while (from < lines.size()) {
    const std::size_t end = std::min(lines.find('\n', from), lines.size());
    const Json line = Json::parse(lines.substr(from, end - from), nullptr, false);
    from = end + 1;
    if (!line.is_object()) continue;
    if (has_text(line, "type", "run")) out["run"] = line;
    if (has_text(line, "type", "case")) out["cases"][plain_text(line.value("id", Json("")))] = line;
  }
  return out;
}

}  // namespace

std::string json_lines(const RunResult& run, const Catalogue& /*catalogue*/) {
  std::string out = json_text(run_json(run)) + "\n";
  for (const CaseResult& each : run.results) out += json_text(case_json(each, run.profile)) + "\n";
  const Json end = {{"type", "summary"}, {"verdicts", counts_json(run)}, {"ms", run.took.count()}};
  return out + json_text(end) + "\n";
}

std::string html(const RunResult& run, const Catalogue& catalogue,
                 const std::vector<std::string>& earlier) {
  Json data = {{"groups", Json::array()}, {"cases", Json::array()}, {"runs", Json::array()}};
  for (const Group& each : catalogue.groups) {
    data["groups"].push_back({{"id", each.id}, {"title", each.title}});
  }
  Json now = {{"run", run_json(run)}, {"cases", Json::object()}};
  for (const CaseResult& each : run.results) {
    const Case& about = *each.about;
    data["cases"].push_back({{"id", about.id},
                             {"group", about.group},
                             {"title", about.title},
                             {"expected", about.expected},
                             {"severity", name(about.severity_in(run.profile))},
                             {"rules", rules_json(catalogue, about)}});
    now["cases"][about.id] = case_json(each, run.profile);
  }
  now["run"]["ms"] = run.took.count();
  data["runs"].push_back(now);
  for (const std::string& lines : earlier) data["runs"].push_back(earlier_json(lines));
  for (const Verdict each : {Verdict::Security, Verdict::Fail, Verdict::Inconclusive,
                             Verdict::NonStrict, Verdict::Info, Verdict::Pass, Verdict::Skip}) {
    data["verdicts"].push_back({{"name", name(each)}, {"meaning", meaning(each)}});
  }
  std::string text = json_text(data);
  // "</script>" in a message of the server must not end ours.
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at)) {
    text.replace(at, 1, "\\u003c");
  }
  std::string page;
  for (const Embedded& each : embedded_files()) {
    if (each.name == "report.html") page = each.content;
  }
  const std::string place = R"({ "the": "data" })";
  const std::size_t at = page.find(place);
  return at == std::string::npos ? page : page.replace(at, place.size(), text);
}

}  // namespace oread::conform
