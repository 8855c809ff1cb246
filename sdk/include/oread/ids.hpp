// Ids shared by the engine and its host. Each kind is its own type, so they cannot be confused.
#pragma once

#include <cstdint>

namespace oread {

/// The id of one thing of the kind `Tag`. Zero is not a valid id.
template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr bool operator<(Id a, Id b) { return a.value < b.value; }
};

using LinkId = Id<struct LinkTag>;  ///< One connection attempt; never reused by an engine.
using RequestId =
    Id<struct RequestTag>;  ///< One request to the host, or from the app, that is answered later.
using LeaseId = Id<struct LeaseTag>;  ///< One holder's claim on a channel, numbered by the host.

}  // namespace oread
