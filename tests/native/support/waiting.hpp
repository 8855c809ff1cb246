// Waits for a condition, as long as it takes: the limit only ends a broken test, it does not
// measure.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace oread::test {

inline constexpr std::chrono::seconds kPatience{30};

/// What happened, in order, from any thread.
class Journal {
 public:
  void add(std::string what) {
    const std::lock_guard lock(mutex_);
    entries_.push_back(std::move(what));
    changed_.notify_all();
  }

  /// True once an entry contains `what`, or once `times` entries do.
  bool wait_for(const std::string& what, std::size_t times = 1) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return count_locked(what) >= times; });
  }

  std::size_t count(const std::string& what) {
    const std::lock_guard lock(mutex_);
    return count_locked(what);
  }

  std::vector<std::string> entries() {
    const std::lock_guard lock(mutex_);
    return entries_;
  }

 private:
  std::size_t count_locked(const std::string& what) const {
    std::size_t found = 0;
    for (const std::string& entry : entries_) {
      if (entry.find(what) != std::string::npos) ++found;
    }
    return found;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> entries_;
};

}  // namespace oread::test
