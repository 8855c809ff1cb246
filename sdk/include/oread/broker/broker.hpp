// The broker: all decisions of a Pusher-compatible server, without sockets, clock, threads,
// randomness, exceptions or globals.
//
// The complete contract for a host:
// 1. Give it one input and the time.
// 2. Carry out every returned effect, in order; drop effects for closed connections.
// 3. At `deadline()`, give it a `Tick`.
// Inputs that arise while effects are carried out wait in the host's queue. Spurious ticks, input
// from closed connections, late responses and time that goes backwards are always harmless.
//
// The host owns sockets, TLS, HTTP framing, webhook delivery and the send queue of each connection
// (`Limits::queue_bytes` → `in::ConnectionFlooded`). It must reject a message above
// `Limits::message_bytes` or a body above `Limits::request_bytes` before it fills the memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "oread/broker/digests.hpp"
#include "oread/broker/effect.hpp"
#include "oread/broker/input.hpp"
#include "oread/broker/options.hpp"
#include "oread/time.hpp"

namespace oread::broker {

/// Both clocks of the host. Deadlines use the first; the second, milliseconds since 1970, is only
/// compared with timestamps of requests and written into webhooks.
struct Now {
  Time at{};
  std::int64_t unix_ms = 0;
};

/// The broker's current counts, for display and for assertions about bounded memory.
struct Counts {
  std::size_t connections = 0;
  std::size_t channels = 0;       ///< Occupied channels, of all apps.
  std::size_t subscriptions = 0;  ///< Pairs of connection and channel.
  std::size_t users = 0;          ///< Signed-in users, distinct per app.
  std::size_t cached_events = 0;
  std::size_t webhook_events = 0;  ///< Queued, being delivered or in their grace time.
};

/// One server with all its apps. Not thread-safe.
class Broker {
 public:
  /// `options` must have passed `check()`; `digests` must outlive the broker.
  Broker(Options options, const Digests& digests);
  ~Broker();
  Broker(Broker&&) noexcept;
  Broker& operator=(Broker&&) noexcept;

  /// All effects of this input, in the order in which they must be carried out.
  [[nodiscard("effects must be carried out")]] Effects handle(Input input, Now now);

  /// A time no later than the next one at which a Tick has an effect; nothing if only other inputs
  /// have.
  [[nodiscard]] std::optional<Time> deadline() const;

  [[nodiscard]] Counts counts() const;

  /// The socket id of a connection; empty if it was refused or is closed.
  [[nodiscard]] std::string_view socket_id(ConnectionId connection) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread::broker
