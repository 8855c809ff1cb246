// Which of several timers is due first.
#pragma once

#include <string_view>

#include "support/deadline.hpp"

namespace oread {

/// Collects timers. The parts of the engine add theirs, each with a name for display and tests. A
/// lean build keeps no names.
class NextTimer {
 public:
  /// `due`: `kNever` if it does not run.
#ifdef OREAD_LEAN
  void add(const char* /*name*/, Time due) {
    due_ = earlier(due_, due);
  }
#else
  void add(const char* name, Time due) {
    if (due >= due_) return;
    due_ = due;
    name_ = name;
  }
  /// Of those that are due at the same time, the first that was added. Empty if none runs.
  [[nodiscard]] std::string_view name() const {
    return name_;
  }
#endif
  [[nodiscard]] Time due() const {
    return due_;
  }

 private:
  Time due_ = kNever;
#ifndef OREAD_LEAN
  std::string_view name_;
#endif
};

/// When the first timer of a part is due.
template <class Part>
Time next_due(const Part& part) {
  NextTimer next;
  part.timers(next);
  return next.due();
}

}  // namespace oread
