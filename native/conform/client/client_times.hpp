// When something must happen: measured from what the case last did to the client.
#pragma once

#include <optional>
#include <string>

#include "conform/client/client_run.hpp"

namespace oread::conform {

struct Band {
  std::optional<Millis> after;  ///< Not earlier than this.
  Time last{};                  ///< Not later than this.

  /// "after 20 ms, which is too early", or nothing.
  [[nodiscard]] std::optional<std::string> too_early(const ClientRun& run, Time at) const;
};

/// The `after` and `within` of a step. A client in real time may be a little early, and later by
/// half as much again.
Band band_of(ClientRun& run, const Json& step, const std::string& within);

std::optional<Verdict> verdict_in(const Json& json);

/// "/app/key?protocol=7" of the head of a request.
std::string target_of(const std::string& head);
std::string header_of(const std::string& head, const std::string& name);

}  // namespace oread::conform
