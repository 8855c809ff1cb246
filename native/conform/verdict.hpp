// What a case can say about a server, and how much it matters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oread::conform {

/// How much a rule matters. A profile may give a case another one.
enum class Severity : std::uint8_t {
  Must,      ///< Clients depend on it.
  Should,    ///< Convention: a deviation is NON-STRICT.
  Security,  ///< A deviation harms users.
  Robust,    ///< The server must survive this and stay usable.
  Info,      ///< Not specified; only reported.
};

/// From best to worst.
enum class Verdict : std::uint8_t {
  Pass,
  Info,          ///< A fact about unspecified behaviour.
  Skip,          ///< Not applicable to this server or run; the reason is given.
  NonStrict,     ///< Works, but not by convention.
  Inconclusive,  ///< The preconditions of the case could not be established.
  Fail,
  Security,
};

/// "must", "PASS": the names in case files and reports.
std::string_view name(Severity severity);
std::string_view name(Verdict verdict);
std::optional<Severity> severity_named(std::string_view name);
std::optional<Verdict> verdict_named(std::string_view name);

/// One sentence on what the verdict means, for reports.
std::string_view meaning(Verdict verdict);

/// The verdict when an expectation of this severity is not met.
Verdict verdict_of(Severity severity);

}  // namespace oread::conform
