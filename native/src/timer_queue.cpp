#include "timer_queue.hpp"

namespace oread::native {

TimerQueue::Key TimerQueue::add(Time at, std::function<void()> run) {
  const Key key{at, ++armed_};
  timers_.emplace(key, std::move(run));
  return key;
}

std::optional<Time> TimerQueue::next() const {
  if (timers_.empty()) return std::nullopt;
  return timers_.begin()->first.first;
}

void TimerQueue::run_due(Time now) {
  const std::uint64_t armed_before = armed_;
  auto it = timers_.begin();
  while (it != timers_.end() && it->first.first <= now) {
    if (it->first.second > armed_before) {
      ++it;
      continue;
    }
    const Key key = it->first;
    const std::function<void()> run = std::move(it->second);
    timers_.erase(it);
    run();
    // `run` may have changed the queue: continue after the timer that just ran.
    it = timers_.upper_bound(key);
  }
}

}  // namespace oread::native
