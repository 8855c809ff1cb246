// The last published event of each cache channel of one app, kept even without subscribers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "oread/time.hpp"

namespace oread::broker {

struct CachedEvent {
  std::string event;
  std::string data;
  Time until{};
};

class EventCache {
 public:
  /// Replaces the cached event of `channel`. If there are more than `most`, removes the oldest.
  void put(const std::string& channel, CachedEvent event, Time now, std::size_t most);

  /// The cached event of `channel` unless it has expired, or null. Valid until the next `put`.
  [[nodiscard]] const CachedEvent* get(const std::string& channel, Time now) const;

  /// Calls `visit(channel, event)` for every event that has not expired, the oldest first.
  template <class Visit>
  void each(Time now, Visit visit) const {
    for (const auto& [number, channel] : by_age_) {
      const CachedEvent& event = entries_.find(channel)->second.event;
      if (event.until > now) visit(channel, event);
    }
  }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    CachedEvent event;
    std::uint64_t number = 0;
  };
  std::map<std::string, Entry> entries_;
  std::map<std::uint64_t, std::string> by_age_;
  std::uint64_t last_ = 0;
};

}  // namespace oread::broker
