// The signatures of API requests that were accepted within the replay window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <utility>

namespace oread::broker {

class Replays {
 public:
  enum class Verdict : std::uint8_t { Fresh, Seen, Full };

  /// Remembers `signature`, which could be replayed until `until_ms`.
  Verdict note(const std::string& signature, std::int64_t now_ms, std::int64_t until_ms,
               std::size_t most) {
    while (!by_age_.empty() && by_age_.front().first < now_ms) {
      seen_.erase(by_age_.front().second);
      by_age_.pop_front();
    }
    if (seen_.count(signature) != 0) return Verdict::Seen;
    // Forgetting an old one would allow its replay, so a full table refuses new ones.
    if (seen_.size() >= most) return Verdict::Full;
    seen_.insert(signature);
    by_age_.emplace_back(until_ms, signature);
    return Verdict::Fresh;
  }

 private:
  std::set<std::string> seen_;
  std::deque<std::pair<std::int64_t, std::string>> by_age_;
};

}  // namespace oread::broker
