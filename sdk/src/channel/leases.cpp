#include "channel/leases.hpp"

#include <algorithm>

namespace oread {

void Leases::take(LeaseId lease) {
  linger_until_.reset();
  if (!lease) {
    app_ = true;
    return;
  }
  const auto at = std::lower_bound(leases_.begin(), leases_.end(), lease);
  if (at == leases_.end() || !(*at == lease)) leases_.insert(at, lease);
}

bool Leases::give_back(LeaseId lease, Time linger_until) {
  if (!lease) {
    app_ = false;
    return leases_.empty();
  }
  const auto at = std::lower_bound(leases_.begin(), leases_.end(), lease);
  if (at == leases_.end() || !(*at == lease)) return false;
  leases_.erase(at);
  if (!app_ && leases_.empty()) linger_until_ = linger_until;
  return false;
}

}  // namespace oread
