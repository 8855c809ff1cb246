#include "conform/catalogue.hpp"

#include <algorithm>
#include <set>

#include "conform/client/client_steps.hpp"
#include "conform/embedded.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

/// Thrown within this file; add_file() returns it.
struct Wrong {
  std::string text;
};

std::string text_in(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) return {};
  if (!found->is_string()) throw Wrong{std::string(key) + " must be a string"};
  return found->get<std::string>();
}

std::vector<std::string> texts_in(const Json& json, const char* key) {
  std::vector<std::string> out;
  for (const Json& each : json.value(key, Json::array())) {
    if (!each.is_string()) throw Wrong{std::string(key) + " must be a list of strings"};
    out.push_back(each.get<std::string>());
  }
  return out;
}

Severity severity_of(const std::string& text) {
  const auto severity = severity_named(text);
  if (!severity) throw Wrong{"there is no severity \"" + text + "\""};
  return *severity;
}

Case read_case(const Json& json, const Group& group) {
  Case out;
  out.id = text_in(json, "id");
  out.group = group.id;
  out.about_client = group.about_client;
  out.title = text_in(json, "title");
  out.expected = text_in(json, "expected");
  out.rules = texts_in(json, "rules");
  out.severity = severity_of(text_in(json, "severity"));
  const Json profiles = json.value("profiles", Json::object());
  for (const auto& [profile, severity] : profiles.items()) {
    out.profiles[profile] = severity_of(severity.get<std::string>());
  }
  out.needs = texts_in(json, "needs");
  out.hostile = json.value("hostile", false);
  out.waits_s = json.value("waits", 0);
  out.steps = json.value("steps", Json::array());
  return out;
}

/// The case, or one for each row of its table. A row may change title, severity, needs and
/// expected.
void add_case(Catalogue& catalogue, const Json& json, const Group& group) {
  if (!json.contains("table")) {
    catalogue.cases.push_back(read_case(json, group));
    return;
  }
  for (const Json& row : json["table"]) {
    const Names names = [&row](const std::string& name) -> std::optional<Json> {
      if (!name.starts_with("row.") || !row.contains(name.substr(4))) return std::nullopt;
      return row[name.substr(4)];
    };
    Json one = expand(json, names);
    one.erase("table");
    for (const char* key : {"severity", "needs", "expected", "waits"}) {
      if (row.contains(key)) one[key] = row[key];
    }
    if (row.contains("title")) one["title"] = text_in(one, "title") + ": " + text_in(row, "title");
    one["id"] = text_in(json, "id") + "/" + text_in(row, "name");
    catalogue.cases.push_back(read_case(one, group));
  }
}

void read_file(Catalogue& catalogue, const Json& json) {
  const Json rules = json.value("rules", Json::object());
  for (const auto& [id, rule] : rules.items()) {
    catalogue.rules[id] = {id, text_in(rule, "status"), text_in(rule, "source"),
                           text_in(rule, "text")};
  }
  for (const Json& each : json.value("capabilities", Json::array())) {
    catalogue.capabilities.push_back({text_in(each, "name"), text_in(each, "title"),
                                      each.value("steps", Json::array()), text_in(each, "option"),
                                      text_in(each, "fact")});
  }
  if (!json.contains("group")) return;
  const Group group{text_in(json, "group"), text_in(json, "title"),
                    text_in(json, "side") == "client"};
  catalogue.groups.push_back(group);
  for (const Json& each : json["cases"]) {
    try {
      add_case(catalogue, each, group);
    } catch (const Wrong& wrong) {
      throw Wrong{each.value("id", std::string("a case")) + ": " + wrong.text};
    }
  }
}

void check_case(const Catalogue& catalogue, const Case& one, std::vector<std::string>& out) {
  const auto complain = [&](const std::string& what) { out.push_back(one.id + ": " + what); };
  if (!one.id.starts_with(one.group + "-")) complain("is in group " + one.group);
  if (one.title.empty()) complain("has no title");
  if (one.expected.empty()) complain("does not say what is expected");
  if (one.rules.empty()) complain("names no rule");
  bool open = true;
  for (const std::string& rule : one.rules) {
    const auto found = catalogue.rules.find(rule);
    if (found == catalogue.rules.end()) {
      complain("there is no rule " + rule);
    } else if (found->second.status != "open") {
      open = false;
    }
  }
  if (open && one.severity != Severity::Info) complain("an open rule can only be info");
  for (const std::string& need : one.needs) {
    const auto& all = catalogue.capabilities;
    if (std::none_of(all.begin(), all.end(), [&](const auto& each) { return each.name == need; })) {
      complain("there is no capability " + need);
    }
  }
  for (const auto& [profile, severity] : one.profiles) {
    if (std::find(kProfiles.begin(), kProfiles.end(), profile) == kProfiles.end()) {
      complain("there is no profile " + profile);
    }
  }
  if (one.steps.empty()) complain("has no steps");
  for (const Json& step : one.steps) {
    if (auto wrong = one.about_client ? wrong_client_step(step) : wrong_step(step))
      complain(*wrong);
  }
}

}  // namespace

Severity Case::severity_in(const std::string& profile) const {
  const auto found = profiles.find(profile);
  return found == profiles.end() ? severity : found->second;
}

const Case* Catalogue::find(const std::string& id) const {
  const auto found =
      std::find_if(cases.begin(), cases.end(), [&](const Case& each) { return each.id == id; });
  return found == cases.end() ? nullptr : &*found;
}

std::optional<Error> add_file(Catalogue& catalogue, const std::string& name,
                              const std::string& content) {
  const auto error = [&name](const std::string& text) {
    return Error{Errc::BadOption, 0, name + ": " + text};
  };
  try {
    read_file(catalogue, Json::parse(content));
  } catch (const Wrong& wrong) {
    return error(wrong.text);
  } catch (const Json::exception& wrong) {
    return error(wrong.what());
  }
  return std::nullopt;
}

Result<Catalogue> load_catalogue() {
  Catalogue catalogue;
  for (const Embedded& file : embedded_files()) {
    const bool has_cases = file.name != "schema.json" && file.name != "products.json";
    if (!file.name.ends_with(".json") || !has_cases) continue;
    if (auto wrong = add_file(catalogue, file.name, file.content)) return *wrong;
  }
  const std::vector<std::string> wrong = complaints(catalogue);
  if (!wrong.empty()) return Error{Errc::BadOption, 0, wrong.front()};
  return catalogue;
}

std::vector<std::string> complaints(const Catalogue& catalogue) {
  std::vector<std::string> out;
  std::set<std::string> ids;
  for (const Case& each : catalogue.cases) {
    if (!ids.insert(each.id).second) out.push_back(each.id + ": is used twice");
    check_case(catalogue, each, out);
  }
  for (const Capability& each : catalogue.capabilities) {
    for (const Json& step : each.steps) {
      if (auto wrong = wrong_step(step)) out.push_back(each.name + ": " + *wrong);
    }
  }
  return out;
}

bool selects(const std::string& pattern, const std::string& id) {
  if (!pattern.empty() && pattern.back() == '*') {
    return id.starts_with(pattern.substr(0, pattern.size() - 1));
  }
  if (!id.starts_with(pattern)) return false;
  const std::string rest = id.substr(pattern.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '-';
}

}  // namespace oread::conform
