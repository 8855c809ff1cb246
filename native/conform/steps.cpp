#include "conform/steps.hpp"

#include <algorithm>

#include "conform/case_run.hpp"
#include "conform/match.hpp"

namespace oread::conform {
namespace {

const std::vector<Verb>& all_verbs() {
  static const std::vector<Verb> all = [] {
    std::vector<Verb> out;
    for (auto part : {connection_verbs(), channel_verbs(), request_verbs(), expect_verbs(),
                      hook_verbs(), named_verbs()}) {
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

const Verb* verb_of(const Json& step) {
  if (!step.is_object() || step.empty()) return nullptr;
  const auto& all = all_verbs();
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const Verb& each) { return each.name == step.begin().key(); });
  return found == all.end() ? nullptr : &*found;
}

/// What is wrong with the alternatives of an expectation.
std::optional<std::string> wrong_alternative(const Json& json) {
  if (json.contains("verdict") && !verdict_named(plain_text(json["verdict"]))) {
    return "there is no verdict " + json_text(json["verdict"]);
  }
  for (const char* key :
       {"frame", "report", "fields", "reported", "closed", "status", "body", "is"}) {
    if (!json.contains(key)) continue;
    if (auto wrong = wrong_pattern(json[key])) return wrong;
  }
  return std::nullopt;
}

}  // namespace

void perform(CaseRun& run, const Json& step) {
  const Verb* verb = verb_of(step);
  if (verb == nullptr) CaseRun::give_up("there is no step " + json_text(step));
  verb->perform(run, run.expanded(step));
}

std::optional<std::string> wrong_step(const Json& step) {
  const Verb* verb = verb_of(step);
  if (verb == nullptr) return "there is no step like " + json_text(step);
  for (const auto& [key, value] : step.items()) {
    if (key == verb->name) continue;
    if (std::find(verb->keys.begin(), verb->keys.end(), key) == verb->keys.end()) {
      return "the step " + verb->name + " has no " + key;
    }
  }
  if (verb->name == "do" && !is_named_step(plain_text(step["do"]))) {
    return "there is no named step " + json_text(step["do"]);
  }
  return wrong_values(step);
}

std::optional<std::string> wrong_values(const Json& step) {
  for (const char* key : {"within", "after", "wait", "every", "quiet"}) {
    const std::string text = step.contains(key) ? plain_text(step[key]) : "1 s";
    if (text.find('{') == std::string::npos && !milliseconds(text)) {
      return "\"" + text + "\" is not a duration";
    }
  }
  if (auto wrong = wrong_alternative(step)) return wrong;
  for (const Json& each : step.value("one_of", Json::array())) {
    if (auto wrong = wrong_alternative(each)) return wrong;
  }
  return std::nullopt;
}

std::optional<long> milliseconds(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const std::string unit = end == nullptr ? "" : end;
  if (end == text.c_str() || number < 0) return std::nullopt;
  if (unit == " ms") return static_cast<long>(number);
  if (unit == " s") return static_cast<long>(number * 1000);
  if (unit == " min") return static_cast<long>(number * 60'000);
  return std::nullopt;
}

}  // namespace oread::conform
