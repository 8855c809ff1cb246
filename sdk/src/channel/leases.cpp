#include "channel/leases.hpp"

#include <algorithm>

namespace oread {

void Leases::take(LeaseId lease) {
  linger_until_ = kNever;
  if (!lease) {
    app_ = true;
  } else if (std::find(leases_.begin(), leases_.end(), lease) == leases_.end()) {
    leases_.push_back(lease);
  }
}

bool Leases::give_back(LeaseId lease, Time linger_until) {
  if (!lease) {
    app_ = false;
    return leases_.empty();
  }
  const auto at = std::find(leases_.begin(), leases_.end(), lease);
  if (at == leases_.end()) return false;
  *at = leases_.back();
  leases_.pop_back();
  if (!app_ && leases_.empty()) linger_until_ = linger_until;
  return false;
}

}  // namespace oread
