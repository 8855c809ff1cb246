#include "conform/client/client_times.hpp"

#include <algorithm>

#include "conform/steps.hpp"
#include "conform/upgrade.hpp"

namespace oread::conform {
namespace {

constexpr Millis kSlack{100};

Millis span_in(const Json& step, const char* key, const std::string& otherwise) {
  const std::string text = step.contains(key) ? plain_text(step[key]) : otherwise;
  return Millis(milliseconds(text).value_or(0));
}

}  // namespace

std::optional<std::string> Band::too_early(const ClientRun& run, Time at) const {
  const Millis took = at - run.acted();
  if (!after || took >= *after) return std::nullopt;
  return "after " + std::to_string(took.count()) + " ms, which is too early";
}

Band band_of(ClientRun& run, const Json& step, const std::string& within) {
  Millis after = span_in(step, "after", "0 s");
  Millis last = span_in(step, "within", within);
  if (!run.stage().is_virtual()) {
    after -= std::max(kSlack, after / 10);
    last += std::max(kSlack, last / 2);
  }
  Band out;
  if (step.contains("after")) out.after = after;
  out.last = std::max(run.acted() + last, run.stage().now());
  return out;
}

std::optional<Verdict> verdict_in(const Json& json) {
  return json.contains("verdict") ? verdict_named(plain_text(json["verdict"])) : std::nullopt;
}

std::string target_of(const std::string& head) {
  const std::size_t from = std::min(head.find(' '), head.size() - 1) + 1;
  return head.substr(from, head.find(' ', from) - from);
}

std::string header_of(const std::string& head, const std::string& name) {
  return header_in(head, name);
}

}  // namespace oread::conform
