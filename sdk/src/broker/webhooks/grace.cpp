#include "broker/webhooks/grace.hpp"

#include <utility>

#include "support/deadline.hpp"

namespace oread::broker {

void Grace::keep(const Departure& departure, Time until) {
  kept_[departure] = until;
  by_age_.emplace_back(until, departure);
}

bool Grace::cancel(const Departure& departure) {
  return kept_.erase(departure) != 0;
}

std::optional<Departure> Grace::take(Time now, bool all) {
  while (!by_age_.empty() && (all || by_age_.front().first <= now)) {
    auto [until, departure] = std::move(by_age_.front());
    by_age_.pop_front();
    const auto kept = kept_.find(departure);
    // Cancelled, or cancelled and delayed again with a later entry.
    if (kept == kept_.end() || kept->second != until) continue;
    kept_.erase(kept);
    return departure;
  }
  return std::nullopt;
}

Time Grace::deadline() const {
  return by_age_.empty() ? kNever : by_age_.front().first;
}

}  // namespace oread::broker
