// The verb `do`, which performs a step that has a name.
#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

const NamedSteps& all_named() {
  static const NamedSteps all = [] {
    NamedSteps out;
    for (const NamedSteps& part :
         {named_messages(), named_times(), named_members(), named_requests(), named_crowds(),
          named_races(), named_hooks(), named_http(), named_servers()}) {
      out.insert(part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

void perform_named(CaseRun& run, const Json& step) {
  const auto found = all_named().find(step["do"].get<std::string>());
  if (found == all_named().end())
    CaseRun::give_up("there is no named step " + json_text(step["do"]));
  found->second(run, step);
}

}  // namespace

std::vector<Verb> named_verbs() {
  return {{"do",
           perform_named,
           {"count", "channel", "every", "change", "fine", "app", "precondition"}}};
}

bool is_named_step(const std::string& name) {
  return all_named().count(name) != 0;
}

}  // namespace oread::conform
