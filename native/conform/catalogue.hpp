// The cases, as they are written in tests/conformance: groups, families from tables, rules.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conform/expand.hpp"
#include "conform/verdict.hpp"
#include "oread/result.hpp"

namespace oread::conform {

/// Where a rule comes from, and how much it weighs.
struct Rule {
  std::string id;      ///< "W:160".
  std::string status;  ///< normative, de-facto, inferred, security, robustness or open.
  std::string source;  ///< Where it is written, or what follows it.
  std::string text;    ///< The rule, in our words.
};

/// One row of a family, or a case on its own.
struct Case {
  std::string id;  ///< "SS-05", or "SS-05/presence" for a row.
  std::string group;
  bool about_client = false;  ///< A client is under test, not a server.
  std::string title;
  std::string expected;  ///< What is right.
  std::vector<std::string> rules;
  Severity severity = Severity::Must;
  /// Severities in other profiles.
  std::map<std::string, Severity> profiles;
  std::vector<std::string> needs;  ///< Capabilities of the server, or of the run.
  bool hostile = false;            ///< May harm the testee, so it runs alone.
  int waits_s = 0;                 ///< About how long it waits, if that is long.
  Json steps = Json::array();

  /// The severity in this profile.
  [[nodiscard]] Severity severity_in(const std::string& profile) const;
};

struct Group {
  std::string id;
  std::string title;
  bool about_client = false;
};

/// What a server or a client can be able to do; cases that need it are skipped if it cannot.
struct Capability {
  std::string name;
  std::string title;
  Json steps = Json::array();  ///< How to find out; empty if the command line says it.
  std::string option;          ///< The option that says it.
  std::string fact;            ///< The fact that this option sets.
};

struct Catalogue {
  std::vector<Group> groups;
  std::vector<Case> cases;
  std::map<std::string, Rule> rules;
  std::vector<Capability> capabilities;

  [[nodiscard]] const Case* find(const std::string& id) const;
};

/// The cases that the program contains. Error: BadOption, with the file and what is wrong in it.
Result<Catalogue> load_catalogue();

/// Adds one file of cases, rules or capabilities. Error: as above.
std::optional<Error> add_file(Catalogue& catalogue, const std::string& name,
                              const std::string& content);

/// What does not fit together: unknown rules, capabilities, steps, ids used twice.
std::vector<std::string> complaints(const Catalogue& catalogue);

/// Whether an id is selected by a pattern: "SS-05" (with its rows), "SS", "SS-*", "SS-05/presence".
bool selects(const std::string& pattern, const std::string& id);

inline const std::vector<std::string> kProfiles{"pusher-docs", "pusher-js-compatible",
                                                "laravel-echo-minimum", "hardened"};

}  // namespace oread::conform
