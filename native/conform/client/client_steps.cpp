#include "conform/client/client_steps.hpp"

#include <algorithm>

#include "conform/client/client_run.hpp"
#include "conform/match.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

const std::vector<ClientVerb>& all_verbs() {
  static const std::vector<ClientVerb> all = [] {
    std::vector<ClientVerb> out;
    for (const auto& part :
         {server_verbs(), client_verbs(), observation_verbs(), client_named_verbs()}) {
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

const ClientVerb* verb_of(const Json& step) {
  if (!step.is_object() || step.empty()) return nullptr;
  const auto& all = all_verbs();
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const auto& each) { return each.name == step.begin().key(); });
  return found == all.end() ? nullptr : &*found;
}

bool takes(const ClientVerb& verb, const std::string& key) {
  return std::any_of(verb.keys.begin(), verb.keys.end(),
                     [&](const std::string& each) { return each == "*" || each == key; });
}

}  // namespace

void perform(ClientRun& run, const Json& step) {
  const ClientVerb* verb = verb_of(step);
  if (verb == nullptr) ClientRun::give_up("there is no step " + json_text(step));
  // A dead client is judged at the end, by its death.
  if (run.is_dead()) ClientRun::give_up("the client has died");
  verb->perform(run, run.expanded(step));
}

std::optional<std::string> wrong_client_step(const Json& step) {
  const ClientVerb* verb = verb_of(step);
  if (verb == nullptr) return "there is no step like " + json_text(step);
  for (const auto& [key, value] : step.items()) {
    if (key != verb->name && !takes(*verb, key)) return "the step " + verb->name + " has no " + key;
  }
  if (verb->name == "do" && !is_named_client_step(plain_text(step["do"]))) {
    return "there is no named step " + json_text(step["do"]);
  }
  if (verb->name == "client") return std::nullopt;
  return wrong_values(step);
}

}  // namespace oread::conform
