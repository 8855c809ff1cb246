#include "channel/leases.hpp"

#include <algorithm>

namespace oread {

void Leases::take(LeaseId lease) {
  linger_until_ = kNever;
  if (std::find(leases_.begin(), leases_.end(), lease) == leases_.end()) leases_.push_back(lease);
}

bool Leases::give_back(LeaseId lease, Time linger_until) {
  const auto at = std::find(leases_.begin(), leases_.end(), lease);
  const bool held = at != leases_.end();
  if (held) {
    *at = leases_.back();
    leases_.pop_back();
  }
  if (!leases_.empty()) return false;
  if (held && lease) linger_until_ = linger_until;
  return !lease;
}

}  // namespace oread
