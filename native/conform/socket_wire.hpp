// Real sockets to a server somewhere.
#pragma once

#include <memory>

#include "conform/hook_receiver.hpp"
#include "conform/testee.hpp"
#include "conform/wire.hpp"

namespace oread::conform {

/// `pace`: the pause before each message and request, for a server that limits their rate. With
/// one, it also waits longer for what should not come.
/// `hooks` may be null; otherwise it must outlive the wire.
std::unique_ptr<Wire> make_socket_wire(const Testee& testee, Millis pace,
                                       HookReceiver* hooks = nullptr);

}  // namespace oread::conform
