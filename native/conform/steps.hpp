// The steps that a case can consist of. A step is an object whose first key is the verb:
// {"subscribe": "A", "channel": "news-{u}"}. docs/conformance.md lists them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conform/expand.hpp"
#include "conform/testee.hpp"

namespace oread::conform {

class CaseRun;

struct Verb {
  std::string name;
  void (*perform)(CaseRun& run, const Json& step);
  std::vector<std::string> keys;  ///< Further keys that the step may have.
};

/// All verbs; each part of the list is in the file that is named after it.
std::vector<Verb> connection_verbs();
std::vector<Verb> channel_verbs();
std::vector<Verb> request_verbs();
std::vector<Verb> expect_verbs();
std::vector<Verb> hook_verbs();
std::vector<Verb> named_verbs();

/// The right `auth` of a connection for a channel.
std::string auth_for(const CaseRun& run, const std::string& who, const std::string& channel);

/// The app of a step: its "app", one of kOtherApps, or the one under test.
TestApp app_of(const CaseRun& run, const Json& step);

/// Whether {"do": name} exists.
bool is_named_step(const std::string& name);

/// Expands and performs a step. Throws End.
void perform(CaseRun& run, const Json& step);

/// What is wrong with a step as it is written: its verb, its keys, its patterns.
std::optional<std::string> wrong_step(const Json& step);

/// What is wrong with the durations, patterns and verdicts of a step.
std::optional<std::string> wrong_values(const Json& step);

/// A duration as case files write it: "250 ms", "5 s", "3 min".
std::optional<long> milliseconds(const std::string& text);

}  // namespace oread::conform
