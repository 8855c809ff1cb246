// Who holds a channel.
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
  /// True when nobody holds the channel any more and it must be left now; after the last lease that
  /// is only at `deadline()`.
  [[nodiscard]] bool give_back(LeaseId lease, Time linger_until);
  /// When the channel must be left, because the last lease was given back.
  [[nodiscard]] Time deadline() const { return linger_until_; }

 private:
  List<LeaseId> leases_;  ///< Without repetition.
  Time linger_until_ = kNever;
};

}  // namespace oread
