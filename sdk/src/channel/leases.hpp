// The holders of a channel.
#pragma once

#include "oread/ids.hpp"
#include "oread/text.hpp"
#include "support/deadline.hpp"

namespace oread {

/// The claims on one channel: at most one of the app itself, and any number of leases.
class Leases {
 public:
  /// `lease` zero stands for the app itself.
  void take(LeaseId lease);
  /// True when there is no holder any more and the channel must be left now. After the last lease
  /// it must be left at `deadline()`.
  [[nodiscard]] bool give_back(LeaseId lease, Time linger_until);
  /// When the channel must be left, because the last lease was given back.
  [[nodiscard]] Time deadline() const { return linger_until_; }

 private:
  List<LeaseId> leases_;  ///< Without repetition.
  Time linger_until_ = kNever;
};

}  // namespace oread
