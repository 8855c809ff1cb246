// Real sockets to a server somewhere.
#pragma once

#include <memory>

#include "conform/hook_receiver.hpp"
#include "conform/server_process.hpp"
#include "conform/testee.hpp"
#include "conform/wire.hpp"

namespace oread::conform {

/// `pace`: the pause before each message and request, for a server that limits their rate. With
/// one, it also waits longer for what should not come.
/// `hooks` and `process` may be null; otherwise they must outlive the wire.
std::unique_ptr<Wire> make_socket_wire(const Testee& testee, Millis pace,
                                       HookReceiver* hooks = nullptr,
                                       ServerProcess* process = nullptr);

}  // namespace oread::conform
