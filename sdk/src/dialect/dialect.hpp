// The dialect, for its callers: a lean build has only one and calls it directly.
#pragma once

#include "oread/dialect.hpp"

#if defined(OREAD_LEAN_SOCKETIO)
#include "dialect/socketio/session.hpp"
#include "dialect/socketio/socketio.hpp"
#elif defined(OREAD_LEAN)
#include "dialect/pusher/pusher.hpp"
#include "dialect/pusher/session.hpp"
#endif
