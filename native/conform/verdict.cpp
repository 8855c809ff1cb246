#include "conform/verdict.hpp"

#include <array>
#include <utility>

namespace oread::conform {
namespace {

constexpr std::array<std::pair<Severity, std::string_view>, 5> kSeverities{{
    {Severity::Must, "must"},
    {Severity::Should, "should"},
    {Severity::Security, "security"},
    {Severity::Robust, "robust"},
    {Severity::Info, "info"},
}};

struct VerdictText {
  Verdict verdict;
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array<VerdictText, 7> kVerdicts{{
    {Verdict::Pass, "PASS", "The server does what the rule says."},
    {Verdict::Info, "INFO", "No rule says what is right; this is what the server does."},
    {Verdict::Skip, "SKIP", "The case does not apply to this server or this run."},
    {Verdict::NonStrict, "NON-STRICT", "Clients cope with it, but it is not the convention."},
    {Verdict::Inconclusive, "INCONCLUSIVE",
     "The server could not be brought into the state that the case is about."},
    {Verdict::Fail, "FAIL", "Clients that follow the protocol will have trouble."},
    {Verdict::Security, "SECURITY", "Somebody may read, send or stop what they must not."},
}};

}  // namespace

std::string_view name(Severity severity) {
  for (const auto& [each, text] : kSeverities) {
    if (each == severity) return text;
  }
  return "";
}

std::string_view name(Verdict verdict) {
  for (const auto& each : kVerdicts) {
    if (each.verdict == verdict) return each.name;
  }
  return "";
}

std::string_view meaning(Verdict verdict) {
  for (const auto& each : kVerdicts) {
    if (each.verdict == verdict) return each.meaning;
  }
  return "";
}

std::optional<Severity> severity_named(std::string_view name) {
  for (const auto& [each, text] : kSeverities) {
    if (text == name) return each;
  }
  return std::nullopt;
}

std::optional<Verdict> verdict_named(std::string_view name) {
  for (const auto& each : kVerdicts) {
    if (each.name == name) return each.verdict;
  }
  return std::nullopt;
}

Verdict verdict_of(Severity severity) {
  switch (severity) {
    case Severity::Must:
    case Severity::Robust: return Verdict::Fail;
    case Severity::Should: return Verdict::NonStrict;
    case Severity::Security: return Verdict::Security;
    case Severity::Info: return Verdict::Info;
  }
  return Verdict::Fail;
}

}  // namespace oread::conform
