// The dialect of a lean build, without a virtual table; included by dialect.hpp. It is Pusher, or
// Socket.IO if OREAD_LEAN_SOCKETIO is defined.
#pragma once

namespace oread {

/// The only dialect, and what it is made from. Its functions are those of `Dialect` in dialect.hpp.
#ifdef OREAD_LEAN_SOCKETIO
namespace socketio {
class SocketIo;
}
using Dialect = socketio::SocketIo;
struct CarrierAddresses;
using Addresses = CarrierAddresses;
#else
namespace pusher {
class Pusher;
}
using Dialect = pusher::Pusher;
struct LinkAddresses;
using Addresses = LinkAddresses;
#endif

/// The functions of `Dialect` that have a default.
struct DialectBase {
  [[nodiscard]] static constexpr Asks asks() { return Asks::Nothing; }
  static constexpr AfterClose attempt_failed() { return AfterClose::BackOff; }
  static View emit(View /*channel*/, View /*data*/, View /*attachments*/, RequestId /*reply_to*/) {
    return {};
  }
  static View reply(View /*channel*/, View /*reply*/, View /*data*/, View /*attachments*/) {
    return {};
  }
};

}  // namespace oread
