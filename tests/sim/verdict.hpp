// Whether every rule has held so far, and the first one that did not.
#pragma once

#include <optional>
#include <string>

#include "oread/time.hpp"

namespace oread::sim {

/// A rule that did not hold. `rule` is a sentence that should have been true.
struct Breach {
  std::string rule;
  std::string detail;
  std::size_t client = 0;
  Time at{};
};

class Verdict {
 public:
  /// Only the first breach counts: later ones may follow from it.
  void breach(Breach breach) {
    if (!first_) first_ = std::move(breach);
  }
  [[nodiscard]] bool broken() const { return first_.has_value(); }
  [[nodiscard]] const std::optional<Breach>& first() const { return first_; }

 private:
  std::optional<Breach> first_;
};

}  // namespace oread::sim
