// The verb `do`, which performs a step that has a name.
#include "conform/client/client_named.hpp"

#include "conform/client/client_steps.hpp"

namespace oread::conform {
namespace {

const NamedClientSteps& all_named() {
  static const NamedClientSteps all = [] {
    NamedClientSteps out;
    for (const auto& part : {client_named_floods(), client_named_attempts(), client_named_boxes(),
                             client_named_links()}) {
      out.insert(part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

void perform_named(ClientRun& run, const Json& step) {
  all_named().at(step["do"].get<std::string>())(run, step);
}

}  // namespace

bool is_named_client_step(const std::string& name) {
  return all_named().count(name) != 0;
}

std::vector<ClientVerb> client_named_verbs() {
  return {{"do",
           perform_named,
           {"count", "channel", "code", "status", "greeted", "within", "span", "plain", "key",
            "damage", "secret", "as_object", "every"}}};
}

}  // namespace oread::conform
