// The dialect, for its callers: a lean build has only one and calls it directly.
#pragma once

#include "oread/dialect.hpp"

#ifdef OREAD_LEAN
#include "dialect/pusher/pusher.hpp"
#include "dialect/pusher/session.hpp"
#endif
