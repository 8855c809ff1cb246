// The result of a run as text: JUnit, Markdown, one line.
#include <algorithm>

#include "conform/reports.hpp"

namespace oread::conform {
namespace {

std::string xml(const std::string& given) {
  // A document with bytes that are not UTF-8 is not XML.
  const std::string text = Json::parse(json_text(Json(given))).get<std::string>();
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        // XML has no other control characters.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string seconds(Millis span) {
  const std::string whole = std::to_string(span.count() / 1000);
  return whole + "." + std::to_string(1000 + span.count() % 1000).substr(1);
}

std::string log_text(const Outcome& outcome) {
  std::string out;
  for (const LogEntry& each : outcome.log) {
    out += std::to_string(each.at.count()) + " ms " + std::string(name(each.kind)) + " " +
           each.who + " " + each.text + "\n";
  }
  return out;
}

/// For a cell of a table.
std::string cell(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::string out;
  for (const char c : text.substr(0, 300)) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

}  // namespace

std::string summary(const RunResult& run) {
  std::string out;
  for (const auto& [verdict, count] : run.counts()) {
    out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(name(verdict));
  }
  return out;
}

std::string junit(const RunResult& run, const std::vector<std::string>& bad_ids) {
  const auto skipped = std::count_if(run.results.begin(), run.results.end(), [](const auto& each) {
    return each.outcome.verdict == Verdict::Skip;
  });
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"oread conform " +
                    xml(run.testee) + "\" tests=\"" + std::to_string(run.results.size()) +
                    "\" failures=\"" + std::to_string(bad_ids.size()) + "\" skipped=\"" +
                    std::to_string(skipped) + "\" time=\"" + seconds(run.took) + "\">\n";
  for (const CaseResult& each : run.results) {
    const Case& about = *each.about;
    out += "  <testcase classname=\"" + about.group + "\" name=\"" +
           xml(about.id + " " + about.title) + "\" time=\"" + seconds(each.outcome.took) + "\">";
    if (std::find(bad_ids.begin(), bad_ids.end(), about.id) != bad_ids.end()) {
      out += "<failure type=\"" + std::string(name(each.outcome.verdict)) + "\" message=\"" +
             xml(each.outcome.reason) + "\">" + xml(log_text(each.outcome)) + "</failure>";
    } else if (each.outcome.verdict == Verdict::Skip) {
      out += "<skipped message=\"" + xml(each.outcome.reason) + "\"/>";
    }
    out += "</testcase>\n";
  }
  return out + "</testsuite>\n";
}

std::string badge(const RunResult& run) {
  int passed = 0;
  int graded = 0;
  Verdict worst = Verdict::Pass;
  for (const CaseResult& each : run.results) {
    const Verdict verdict = each.outcome.verdict;
    if (verdict == Verdict::Skip || verdict == Verdict::Info) continue;
    ++graded;
    if (verdict == Verdict::Pass) ++passed;
    worst = std::max(worst, verdict);
  }
  const char* colour = worst == Verdict::Pass        ? "#2e7d32"
                       : worst == Verdict::NonStrict ? "#8a6d00"
                                                     : "#b3261e";
  const std::string value = std::to_string(passed) + " of " + std::to_string(graded) + " cases";
  // 6.6 px is the mean width of a character of this font at 11 px.
  const auto width = [](const std::string& text) {
    return static_cast<int>(static_cast<double>(text.size()) * 6.6) + 12;
  };
  const std::string label = "Pusher protocol";
  const int left = width(label);
  const int all = left + width(value);
  const auto text = [](int middle, const std::string& words) {
    return R"(<text x=")" + std::to_string(middle) + R"(" y="14">)" + words + "</text>";
  };
  return R"(<svg xmlns="http://www.w3.org/2000/svg" width=")" + std::to_string(all) +
         R"(" height="20" role="img" aria-label=")" + label + ": " + value + R"("><title>)" +
         label + ": " + value + R"(</title><rect width=")" + std::to_string(all) +
         R"(" height="20" rx="3" fill=")" + colour + R"("/><path d="M3 0h)" +
         std::to_string(left - 3) + R"(v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#444"/>)" +
         R"(<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" )"
         R"(font-size="11">)" +
         text(left / 2, label) + text((left + all) / 2, value) + "</g></svg>\n";
}

std::string markdown(const RunResult& run) {
  std::string out = "## Pusher protocol: " + run.testee + "\n\nProfile `" + run.profile +
                    "`: " + summary(run) +
                    ".\n\n| Case | Verdict | Title | Why |\n|---|---|---|---|\n";
  for (const CaseResult& each : run.results) {
    out += "| " + each.about->id + " | " + std::string(name(each.outcome.verdict)) + " | " +
           cell(each.about->title) + " | " + cell(each.outcome.reason) + " |\n";
  }
  return out;
}

}  // namespace oread::conform
