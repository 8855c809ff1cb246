// Numbers that name things across the border. Each kind is its own type, so they cannot be mixed
// up.
#pragma once

#include <cstdint>

namespace oread {

/// A number that names one thing of the kind `Tag`. Zero names nothing.
template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr bool operator<(Id a, Id b) { return a.value < b.value; }
};

using LinkId = Id<struct LinkTag>;  ///< One attempt at one connection; never reused by an engine.
using RequestId =
    Id<struct RequestTag>;  ///< One thing asked of the host, or by the app, that is answered later.
using LeaseId = Id<struct LeaseTag>;  ///< One holder's claim on a channel, numbered by the host.

}  // namespace oread
