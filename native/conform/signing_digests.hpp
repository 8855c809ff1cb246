// The digests with which the harness signs.
#pragma once

#include "digests.hpp"

namespace oread::conform {

inline const native::OpenSslDigests kDigests;

}  // namespace oread::conform
