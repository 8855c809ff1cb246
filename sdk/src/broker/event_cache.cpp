#include "broker/event_cache.hpp"

#include <utility>

namespace oread::broker {

void EventCache::put(const std::string& channel, CachedEvent event, Time now, std::size_t most) {
  Entry& entry = entries_[channel];
  if (entry.number != 0) by_age_.erase(entry.number);
  entry = {std::move(event), ++last_};
  by_age_.emplace(last_, channel);
  // All are kept equally long, so the oldest expires first.
  while (!by_age_.empty()) {
    const auto oldest = by_age_.begin();
    const auto at = entries_.find(oldest->second);
    if (entries_.size() <= most && at->second.event.until > now) break;
    entries_.erase(at);
    by_age_.erase(oldest);
  }
}

const CachedEvent* EventCache::get(const std::string& channel, Time now) const {
  const auto at = entries_.find(channel);
  if (at == entries_.end() || at->second.event.until <= now) return nullptr;
  return &at->second.event;
}

}  // namespace oread::broker
